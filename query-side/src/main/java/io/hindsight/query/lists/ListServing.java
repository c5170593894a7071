package io.hindsight.query.lists;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.time.Ids;
import io.hindsight.runtime.serving.ActiveModel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Computes a list and stores its receipt. The list is handed out only after the receipt is on disk:
 * what was shown and cannot be proven does not exist here, unless its placement says by an event
 * that a sample is enough.
 */
public final class ListServing {
  private final ListComputer computer;
  private final FactLog log;
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
      FactLog log,
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
      return ranked.receipt == null
          ? CompletableFuture.completedFuture(ranked.list)
          : append(ranked.list, ranked.receipt, metadata(span));
    } catch (RuntimeException e) {
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private record Ranked(RecommendedList list, @Nullable RecommendationServed receipt) {}

  private Ranked rank(ListInputs inputs, ListRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // 32 bits are plenty to draw from, and ten bytes less in each receipt.
    Basis basis = inputs.basis(ids.nextSeed() >>> Integer.SIZE, now);
    RankedList ranked = computer.compute(inputs, request, basis.seed(), now);
    Told known = told.of(inputs, request, ranked);
    Double sample = inputs.placement().settings().receiptSample();
    RecommendationId id =
        sampling.keeps(sample, known.served()) ? new RecommendationId(ids.next()) : null;
    RecommendedList list = shown(id, sample, inputs, request, basis, known);
    return new Ranked(
        list, id == null ? null : new RecommendationServed(id, request, basis, known.served()));
  }

  /**
   * @param id null for a list that is not served
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

  private CompletableFuture<RecommendedList> append(
      RecommendedList list, RecommendationServed receipt, Map<String, String> metadata) {
    Fact fact =
        new Fact(
            Stream.of(receipt.recommendationId()), Fact.Expectation.NEW_STREAM, receipt, metadata);
    CompletableFuture<RecommendedList> answer = new CompletableFuture<>();
    var unused =
        log.append(List.of(fact))
            .whenComplete(
                (appended, failure) -> {
                  if (failure != null) {
                    answer.completeExceptionally(cause(failure));
                  } else if (!appended.duplicates().isEmpty()) {
                    answer.completeExceptionally(
                        new IllegalStateException(
                            "recommendation id " + fact.stream() + " was given twice"));
                  } else {
                    answer.complete(list);
                  }
                });
    return answer;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Map<String, String> metadata(Span span) {
    return span.isRecording() ? Map.of("traceId", span.getSpanContext().getTraceId()) : Map.of();
  }
}
