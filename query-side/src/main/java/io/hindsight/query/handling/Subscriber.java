package io.hindsight.query.handling;

import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Question;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryBus;

/**
 * Subscribes handlers to the bus, under the question's class and for {@link Answer}.
 *
 * <p>Axon's annotation is not used: it would register {@code Answer<Item>} by its generic type, and
 * its response types match no parameterized type (AxonFramework issue 1537), so that no question
 * would find its handler. This way the compiler also checks question against handler.
 */
public final class Subscriber {
  private final QueryBus bus;

  public Subscriber(QueryBus bus) {
    this.bus = bus;
  }

  public <Q extends Question, A> Subscriber on(Class<Q> question, Function<Q, Answer<A>> handler) {
    bus.<Object>subscribe(
        question.getName(),
        Answer.class,
        message -> handler.apply(question.cast(message.getPayload())));
    return this;
  }

  /** For answers that wait for something: no thread is held meanwhile. */
  public <Q extends Question, A> Subscriber later(
      Class<Q> question, Function<Q, CompletableFuture<Answer<A>>> handler) {
    bus.<Object>subscribe(
        question.getName(),
        Answer.class,
        message -> handler.apply(question.cast(message.getPayload())));
    return this;
  }
}
