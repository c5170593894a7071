package io.hindsight.app.importing;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends a data set's parts one after the other, each in batches. Two batches of interactions or
 * impressions are underway at a time, so that the server has the next one while this side makes
 * another, and more of retractions, which are a request each; catalog and people go one by one,
 * since there a later record replaces an earlier one.
 */
public final class Importer {
  /** So many rows of the acknowledged ones are shown to the server again before going on. */
  private static final int PROBE = 100;

  private final ApiClient api;
  private final ImportStates states;
  private final Progress.Factory progress;
  private final int batchSize;

  public Importer(ApiClient api, ImportStates states, Progress.Factory progress, int batchSize) {
    if (batchSize < 1) {
      throw new CommandFailed("--batch was " + batchSize, "it must be at least 1");
    }
    this.api = api;
    this.states = states;
    this.progress = progress;
    this.batchSize = batchSize;
  }

  public ImportReport run(DataSet set) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Map<Target, Counts> counts = new EnumMap<>(Target.class);
    long continuedFrom = 0;
    String exampleUser = null;
    List<Run> runs = new ArrayList<>();
    for (Part part : set.parts()) {
      Run run = new Run(part, set.settings());
      runs.add(run);
      counts.merge(part.target(), run.run(), Counts::plus);
      continuedFrom += run.continuedFrom;
      exampleUser = run.exampleUser == null ? exampleUser : run.exampleUser;
    }
    // Not before: whatever breaks a later part off, what an earlier one brought in is told as such.
    runs.forEach(Run::forget);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new ImportReport(set.title(), api.base(), counts, continuedFrom, exampleUser, seconds);
  }

  /** One part on its way. */
  private final class Run {
    private final Part part;
    private final Survey survey;
    private final String key;
    private final boolean resumable;
    private final Deque<Underway> underway = new ArrayDeque<>();
    private Counts counts = Counts.NONE;
    private long acknowledged;
    private long continuedFrom;
    private @Nullable String exampleUser;

    private record Underway(int rows, Future<Counts> answer) {}

    Run(Part part, String settings) throws IOException {
      this.part = part;
      this.survey = Survey.of(part.file());
      this.key = ImportStates.key(survey.fingerprint(), part.target(), settings, api.base());
      // Sent again, an item could undo a newer revision: not worth the little that it saves.
      this.resumable = part.target().isKeyed();
    }

    Counts run() throws IOException, InterruptedException {
      int atOnce = part.target().atOnce;
      long total = part.total(survey.lines());
      try (Progress bar = progress.start(part.target().title, total);
          ExecutorService senders = Executors.newFixedThreadPool(atOnce)) {
        try (RowReader rows = openWhereItStopped(bar)) {
          send(rows, senders, atOnce, bar);
        } finally {
          underway.forEach(batch -> batch.answer().cancel(true));
          senders.shutdownNow();
        }
      }
      return counts;
    }

    void forget() {
      if (resumable) {
        states.forget(key);
      }
    }

    private void send(RowReader rows, ExecutorService senders, int atOnce, Progress bar)
        throws IOException, InterruptedException {
      int suspects = continuedFrom > 0 ? atOnce : 0;
      int size = Math.min(batchSize, part.target().mostRows);
      Row row = rows.next();
      while (row != null) {
        Batch batch = new Batch(part, suspects-- > 0);
        while (row != null && batch.rows() < size) {
          batch.add(row);
          if (exampleUser == null && row instanceof Row.Ready ready) {
            exampleUser = ready.record().path("userId").stringValue(null);
          }
          row = rows.next();
        }
        if (underway.size() == atOnce) {
          settleOldest(bar);
        }
        underway.add(new Underway(batch.rows(), senders.submit(() -> batch.send(api))));
      }
      while (!underway.isEmpty()) {
        settleOldest(bar);
      }
    }

    /** In the order of the rows, so that what is noted is all that came before it. */
    private void settleOldest(Progress bar) throws InterruptedException {
      Underway oldest = underway.remove();
      try {
        counts = counts.plus(oldest.answer().get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof CommandFailed failed) {
          throw failed;
        }
        throw new IllegalStateException(e.getCause());
      }
      acknowledged += oldest.rows();
      bar.advance(oldest.rows());
      if (resumable) {
        states.write(key, new ImportStates.Note(acknowledged, counts));
      }
    }

    private RowReader openWhereItStopped(Progress bar) throws IOException {
      Optional<ImportStates.Note> note = resumable ? states.find(key) : Optional.empty();
      if (note.isPresent() && note.get().rows() > 0) {
        RowReader rows = skip(note.get().rows());
        if (rows != null) {
          acknowledged = note.get().rows();
          continuedFrom = acknowledged;
          counts = note.get().counts();
          bar.continueFrom(acknowledged);
          return rows;
        }
        bar.say("the server does not have what an earlier import sent: beginning anew");
      }
      return part.opener().open(survey.fingerprint());
    }

    /**
     * Past the rows that were acknowledged. Null where the server does not have the last of them:
     * it is another one at the same address, or its data is new.
     */
    private @Nullable RowReader skip(long rows) throws IOException {
      RowReader reader = part.opener().open(survey.fingerprint());
      boolean done = false;
      try {
        Batch probe = new Batch(part, true);
        for (long i = 1; i <= rows; i++) {
          Row row = reader.next();
          if (row == null) {
            return null;
          }
          if (i > rows - PROBE && row instanceof Row.Ready) {
            probe.add(row);
          }
        }
        done = probe.send(api).stored() == 0;
      } finally {
        if (!done) {
          reader.close();
        }
      }
      return done ? reader : null;
    }
  }
}
