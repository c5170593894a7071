package io.hindsight.command.intake;

import io.hindsight.command.log.AppendFence;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ServedList;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/** One call of the log, waiting for its commit. */
sealed interface PendingAppend {

  /**
   * @param message its parts are serialized already, so that the committer has little to do
   */
  record Prepared(Stream stream, Fact.Expectation expectation, Message<?> message) {}

  /** Facts, each an event. */
  record Facts(List<Prepared> facts, long bytes, Span span, CompletableFuture<Appended> future)
      implements PendingAppend {
    @Override
    public int size() {
      return facts.size();
    }

    /** Whether it rests on what is known of people. */
    boolean concernsPeople() {
      return facts.stream().anyMatch(fact -> AppendFence.concerns(fact.message().getPayloadType()));
    }
  }

  /**
   * A receipt, which will share an event with others.
   *
   * @param json the list as it will stand in the event
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Receipt(
      ServedList list,
      byte[] json,
      @Nullable String traceId,
      Span span,
      CompletableFuture<RecommendationId> future)
      implements PendingAppend {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public long bytes() {
      return json.length;
    }
  }

  int size();

  long bytes();

  Span span();

  CompletableFuture<?> future();
}
