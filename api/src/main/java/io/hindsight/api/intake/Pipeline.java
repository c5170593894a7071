package io.hindsight.api.intake;

import io.hindsight.api.json.Sink;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Failures;
import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the records of one request into chunks and keeps a few of them on their way, so that the
 * next is parsed while the ones before it are committed. Answers are taken in the order of the
 * request.
 */
final class Pipeline<D extends Draft> implements Sink<D> {
  private final Lane<D> lane;
  private final String requestId;
  private final Writes writes;
  private final int inFlight;
  private final Tally tally;
  private final Deque<Chunk> underway = new ArrayDeque<>();
  private final Set<Writer> writers = new HashSet<>();
  private boolean fewWriters = true;
  private List<D> drafts = new ArrayList<>();
  private List<Rejection> malformed = new ArrayList<>();

  private record Chunk(
      long firstIndex, List<Rejection> malformed, CompletableFuture<IntakeReceipt> receipt) {}

  Pipeline(Lane<D> lane, String requestId, Writes writes, int inFlight, Tally tally) {
    this.lane = lane;
    this.requestId = requestId;
    this.writes = writes;
    this.inFlight = inFlight;
    this.tally = tally;
  }

  @Override
  public void good(D draft) {
    drafts.add(draft);
    if (fewWriters) {
      remember(lane.writer().apply(draft));
    }
    sendIfFull();
  }

  @Override
  public void bad(Rejection rejection) {
    malformed.add(rejection);
    sendIfFull();
  }

  /** Sends the rest and waits for all. */
  void finish() {
    if (!drafts.isEmpty() || !malformed.isEmpty()) {
      send();
    }
    while (!underway.isEmpty()) {
      settle(underway.remove());
    }
  }

  /** Who wrote; nobody where it was a bulk of records: imports have no reader of their own. */
  Set<Writer> writers() {
    return fewWriters ? writers : Set.of();
  }

  private void remember(@Nullable Writer writer) {
    if (writer != null) {
      writers.add(writer);
      fewWriters = writers.size() <= IntakeCommand.MAX_BATCH;
    }
  }

  private void sendIfFull() {
    if (drafts.size() + malformed.size() == IntakeCommand.MAX_BATCH) {
      send();
    }
  }

  private void send() {
    while (underway.size() >= inFlight) {
      settle(underway.remove());
    }
    long first =
        Math.min(
            drafts.isEmpty() ? Long.MAX_VALUE : drafts.getFirst().index(),
            malformed.isEmpty() ? Long.MAX_VALUE : malformed.getFirst().index());
    List<Rejection> rejections = malformed;
    IntakeCommand command = lane.batch().of(requestId, drafts, rejections);
    drafts = new ArrayList<>(IntakeCommand.MAX_BATCH);
    malformed = new ArrayList<>();
    underway.add(new Chunk(first, rejections, writes.start(command)));
  }

  private void settle(Chunk chunk) {
    try {
      tally.add(chunk.malformed(), writes.await(chunk.receipt()));
    } catch (RuntimeException e) {
      ApiProblem known = Failures.explain(e);
      throw known == null ? e : known.resumableFrom(chunk.firstIndex());
    }
  }
}
