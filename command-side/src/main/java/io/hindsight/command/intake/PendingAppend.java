package io.hindsight.command.intake;

import io.hindsight.command.log.AppendFence;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.Message;

/** One call of the log, waiting for its commit. */
record PendingAppend(
    List<Prepared> facts, long bytes, Span span, CompletableFuture<Appended> future) {

  /**
   * @param message serialized already: it caches its bytes, and the committer only wraps it
   */
  record Prepared(Stream stream, Fact.Expectation expectation, Message<?> message) {}

  /** Whether it rests on what is known of people. */
  boolean concernsPeople() {
    return facts.stream().anyMatch(fact -> AppendFence.concerns(fact.message().getPayloadType()));
  }

  int size() {
    return facts.size();
  }
}
