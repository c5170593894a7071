package io.hindsight.query.lists;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ReceiptLog;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.time.Ids;
import io.hindsight.runtime.serving.ActiveModel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Computes a list and stores its receipt. The list is handed out only after the receipt is on disk:
 * what was shown and cannot be proven does not exist here, unless its placement says by an event
 * that a sample is enough.
 */
public final class ListServing {
  private final ListComputer computer;
  private final ReceiptLog log;
  private final Ids ids;
  private final InstantSource clock;
  private final Tracer tracer;
  private final ReceiptSampling sampling;
  private final ToldLists told;

  /**
   * @param toldBytes how much memory lists as they were told may take, about
   */
  public ListServing(
      ListComputer computer,
      ReceiptLog log,
      Ids ids,
      InstantSource clock,
      Tracer tracer,
      long toldBytes) {
    this.told = new ToldLists(toldBytes);
    this.computer = computer;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
    this.tracer = tracer;
    this.sampling = new ReceiptSampling(ids);
  }

  /** Fails with {@link io.hindsight.contracts.log.LogUnavailable} where the log cannot store. */
  CompletableFuture<RecommendedList> serve(ListInputs inputs, ListRequest request) {
    Span span =
        tracer
            .spanBuilder("rank")
            .setAttribute("hindsight.list.kind", request.kind().wireName())
            .setAttribute("hindsight.list.placement", request.placement().value())
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      Ranked ranked = rank(inputs, request);
      span.setAttribute("hindsight.list.length", ranked.list.items().size());
      return ranked.kept
          ? log.keep(ranked.served, traceId(span)).thenApply(ranked.list::under)
          : CompletableFuture.completedFuture(ranked.list);
    } catch (RuntimeException e) {
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /**
   * @param kept whether it leaves a receipt, and is answered under its id
   */
  private record Ranked(RecommendedList list, ServedList served, boolean kept) {}

  private Ranked rank(ListInputs inputs, ListRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // 32 bits are plenty to draw from, and ten bytes less in each receipt.
    Basis basis = inputs.basis(ids.nextSeed() >>> Integer.SIZE, now);
    RankedList ranked = computer.compute(inputs, request, basis.seed(), now);
    Told known = told.of(inputs, request, ranked);
    Double sample = inputs.placement().settings().receiptSample();
    return new Ranked(
        shown(null, sample, inputs, request, basis, known),
        new ServedList(request, basis, known.served()),
        sampling.keeps(sample, known.served()));
  }

  /**
   * @param id null for a list that is not served, or has no receipt yet
   */
  static RecommendedList shown(
      @Nullable RecommendationId id,
      @Nullable Double sample,
      ListInputs inputs,
      ListRequest request,
      Basis basis,
      Told told) {
    RankedList ranked = told.list();
    ActiveModel model = ranked.holds(Source.MODEL) ? inputs.model() : null;
    return new RecommendedList(
        id,
        sample,
        request.placement(),
        model == null ? Algorithms.of(request, ranked) : model.algorithm(),
        model == null ? null : model.version(),
        basis,
        told.items());
  }

  private static @Nullable String traceId(Span span) {
    return span.isRecording() ? span.getSpanContext().getTraceId() : null;
  }
}
