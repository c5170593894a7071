package io.hindsight.api.intake;

import io.hindsight.api.json.Bodies;
import io.hindsight.api.json.RecordParser;
import io.hindsight.api.json.Sink;
import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.settings.ApiSettings;
import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes in the records of a request, whatever form it has. */
@Component
public final class Intake {
  public static final String NDJSON = "application/x-ndjson";

  private final Writes writes;
  private final RecentWrites recent;
  private final Supplier<LogPosition> head;
  private final Ids ids;
  private final ApiSettings settings;
  private final MeterRegistry meters;

  public Intake(
      Writes writes,
      RecentWrites recent,
      Supplier<LogPosition> head,
      Ids ids,
      ApiSettings settings,
      MeterRegistry meters) {
    this.writes = writes;
    this.recent = recent;
    this.head = head;
    this.ids = ids;
    this.settings = settings;
    this.meters = meters;
  }

  /** Takes in what the body holds: an object, an array of them, or one on each line. */
  public <D extends Draft> ResponseEntity<IntakeAnswer> take(
      HttpServletRequest request, Lane<D> lane) {
    return timed(
        lane.kind(),
        () -> {
          Tally tally = isNdjson(request) ? stream(request, lane) : whole(request, lane);
          return Writes.at(ResponseEntity.status(HttpStatus.ACCEPTED), tally.position())
              .body(tally.answer(lane.kind()));
        });
  }

  /** Takes in one record that was read before. */
  public <D extends Draft> Change takeOne(D draft, Lane<D> lane) {
    return timed(
        lane.kind(),
        () -> {
          Tally tally = tally();
          send(lane, List.of(draft), List.of(), true, tally);
          return new Change(tally.position().value(), tally.accepted() > 0);
        });
  }

  private <T> T timed(IntakeKind kind, Supplier<T> work) {
    Timer.Sample sample = Timer.start(meters);
    try {
      return work.get();
    } finally {
      sample.stop(timer(kind));
    }
  }

  private Timer timer(IntakeKind kind) {
    return Timer.builder("hindsight.intake")
        .description("from a request with records to its answer, which is after their commit")
        .tag("kind", kind.tag())
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(1))
        .register(meters);
  }

  private static boolean isNdjson(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && MediaType.valueOf(NDJSON).includes(MediaType.parseMediaType(type));
  }

  private <D extends Draft> Tally stream(HttpServletRequest request, Lane<D> lane) {
    Tally tally = tally();
    Pipeline<D> pipeline = pipeline(lane, tally);
    try {
      Bodies.ndjson(body(request), (int) settings.maxLine().toBytes(), lane.records(), pipeline);
      pipeline.finish();
    } finally {
      count(lane.kind(), tally);
    }
    done(pipeline.writers(), tally);
    return tally;
  }

  private <D extends Draft> Tally whole(HttpServletRequest request, Lane<D> lane) {
    List<D> drafts = new ArrayList<>();
    List<Rejection> malformed = new ArrayList<>();
    Sink<D> collected =
        new Sink<>() {
          @Override
          public void good(D draft) {
            drafts.add(draft);
          }

          @Override
          public void bad(Rejection rejection) {
            malformed.add(rejection);
          }
        };
    boolean single =
        Bodies.json(
            body(request),
            settings.maxBody().toBytes(),
            settings.maxRecords(),
            lane.records(),
            collected);
    Tally tally = tally();
    send(lane, drafts, malformed, single, tally);
    return tally;
  }

  private <D extends Draft> void send(
      Lane<D> lane, List<D> drafts, List<Rejection> malformed, boolean single, Tally tally) {
    Pipeline<D> pipeline = pipeline(lane, tally);
    try {
      int bad = 0;
      for (D draft : drafts) {
        while (bad < malformed.size() && malformed.get(bad).index() < draft.index()) {
          pipeline.bad(malformed.get(bad++));
        }
        pipeline.good(draft);
      }
      malformed.subList(bad, malformed.size()).forEach(pipeline::bad);
      pipeline.finish();
    } finally {
      count(lane.kind(), tally);
    }
    Rejection rejection = tally.firstRejection();
    if (single && rejection != null) {
      throw ApiProblem.of(rejection);
    }
    done(pipeline.writers(), tally);
  }

  private <D extends Draft> Pipeline<D> pipeline(Lane<D> lane, Tally tally) {
    int inFlight = lane.ordered() ? 1 : settings.chunksInFlight();
    return new Pipeline<>(lane, ids.next(), writes, inFlight, tally);
  }

  private Tally tally() {
    return new Tally(Math.max(1, settings.maxRejectionsShown()));
  }

  private void done(Set<Writer> writers, Tally tally) {
    recent.remember(writers, tally.position());
    if (tally.position().equals(LogPosition.START)) {
      // Nothing was sent, so no receipt told where the log stands.
      tally.at(head.get());
    }
  }

  private void count(IntakeKind kind, Tally tally) {
    count(kind, "accepted", tally.accepted());
    count(kind, "duplicate", tally.duplicates());
    count(kind, "rejected", tally.rejected());
  }

  private void count(IntakeKind kind, String outcome, long records) {
    meters
        .counter("hindsight.intake.records", "kind", kind.tag(), "outcome", outcome)
        .increment((double) records);
  }

  private static InputStream body(HttpServletRequest request) {
    try {
      return request.getInputStream();
    } catch (IOException e) {
      throw ApiProblem.badRequest("body-truncated", "The body cannot be read.", "Send it again.");
    }
  }

  /** Reads exactly one record of a body. */
  public <D> D one(HttpServletRequest request, RecordParser<D> records) {
    return Bodies.one(body(request), settings.maxBody().toBytes(), records);
  }

  /**
   * What a single write did.
   *
   * @param position where the log stood afterwards
   * @param changed false where it was so already
   */
  public record Change(long position, boolean changed) {
    public ResponseEntity<Change> accepted() {
      return Writes.at(ResponseEntity.accepted(), new LogPosition(position)).body(this);
    }
  }
}
