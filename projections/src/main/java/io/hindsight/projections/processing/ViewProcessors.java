package io.hindsight.projections.processing;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;

/** All views: started, watched, rebuilt and stopped together. */
public final class ViewProcessors implements AutoCloseable {
  private final Map<String, ViewLine<?>> lines = new LinkedHashMap<>();
  private final Supplier<LogPosition> head;
  private final ExecutorService caretaker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("views-caretaker").factory());

  /**
   * @param store already bound to its log
   * @param progress told how far each view has come, under the view's name
   * @param head the last position of the log
   * @param intakeBusy whether somebody brings in much just now
   * @param projections one for each view
   */
  public ViewProcessors(
      ViewStore store,
      ViewProgress progress,
      SharedEventSource source,
      Tracer tracer,
      Supplier<LogPosition> head,
      BooleanSupplier intakeBusy,
      List<ViewProjection<?>> projections) {
    this.head = head;
    var holdBack = new HoldBack(intakeBusy, head, progress, System::nanoTime);
    for (var projection : projections) {
      lines.put(
          projection.view().name(),
          new ViewLine<>(projection, store, progress, source, tracer, holdBack, caretaker));
    }
  }

  /** Goes on where every view left off, rebuilds included. */
  public void start() {
    lines.values().forEach(ViewLine::start);
  }

  /** Returns when everything that was folded is stored. */
  @Override
  public void close() {
    caretaker.shutdown();
    try {
      if (!caretaker.awaitTermination(1, TimeUnit.MINUTES)) {
        caretaker.shutdownNow();
      }
    } catch (InterruptedException e) {
      caretaker.shutdownNow();
      Thread.currentThread().interrupt();
    }
    var stopping = lines.values().stream().map(ViewLine::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stopping).join();
  }

  /** Every view, and beside it the generation that is to replace it, if one is being built. */
  public ViewAnswer.Views now() {
    LogPosition to = head.get();
    return new ViewAnswer.Views(at(to), to);
  }

  /** The same with lags behind a head that the caller knows. */
  public List<ViewAnswer.View> at(LogPosition head) {
    var all = new ArrayList<ViewAnswer.View>();
    lines.values().forEach(line -> all.addAll(line.status(head)));
    return all;
  }

  /**
   * Lets go of generations that verifications paused at or keep to be looked at, and of all others
   * that nobody folds into; and waits for that.
   *
   * @return whether there were any
   */
  boolean discardUnused(Duration patience) throws InterruptedException {
    boolean some = false;
    for (ViewLine<?> line : lines.values()) {
      some |= line.discardUnused();
    }
    try {
      // The caretaker does one thing after the other, and has these removals before it.
      caretaker.submit(() -> {}).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      // Who wants to know what is left asks for it.
    }
    return some;
  }

  /** The generations that nobody folds into, in words; empty where there are none. */
  String unused() {
    return lines.entrySet().stream()
        .flatMap(
            line ->
                line.getValue().unused().stream()
                    .map(number -> "%s (generation %d)".formatted(line.getKey(), number)))
        .collect(Collectors.joining(", "));
  }

  /** How far a view's verification is; empty where there is none, or no such view. */
  public Optional<AuditAnswer.Verification> verification(String view) {
    return Optional.ofNullable(lines.get(view)).flatMap(line -> line.verifier().told());
  }

  @CommandHandler
  public Reply handle(VerifyView command) {
    var line = lines.get(command.view());
    return line == null ? unknown() : line.verifier().step(command.step());
  }

  @CommandHandler
  public Reply handle(RebuildView command) {
    var line = lines.get(command.view());
    return line == null ? unknown() : line.rebuild();
  }

  private Reply unknown() {
    return Reply.refused(
        "view-unknown",
        "There is no view of this name.",
        "Ask for one of: " + String.join(", ", lines.keySet()) + ".");
  }
}
