package io.hindsight.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.MemoryViews;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.views.ItemRow;
import io.hindsight.readmodel.views.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;

/** Handlers of questions on a bus, and views that a test fills. */
final class AskedViews {
  final MemoryViews views = new MemoryViews();
  final MemorySubjects subjects = new MemorySubjects();
  final ViewProgress progress = new ViewProgress();
  private final SimpleQueryBus bus = SimpleQueryBus.builder().build();

  AskedViews() {
    PositionGate gate = new PositionGate(progress, Duration.ofMillis(20));
    List.<QuestionHandlers>of(
            new CatalogHandlers(views, gate),
            new PersonHandlers(views, subjects, gate),
            new FeatureHandlers(views, subjects, gate),
            new OperationHandlers(
                views, () -> new ViewAnswer.Views(List.of(), new LogPosition(7)), gate))
        .forEach(handlers -> handlers.subscribe(new Subscriber(bus)));
  }

  void listItem(String id, String title) {
    views.put(Views.ITEMS, id, new ItemRow(new ItemId(id), details(title), true));
  }

  static ItemDetails details(String title) {
    return new ItemDetails(
        title, null, List.of(), null, null, null, null, List.of(), Map.of(), null, null);
  }

  Answer<?> ask(Question question) {
    var message = new GenericQueryMessage<>(question, ResponseTypes.instanceOf(Answer.class));
    try {
      var response = bus.query(message).get();
      assertThat(response.isExceptional())
          .withFailMessage(() -> "failed: " + response.optionalExceptionResult().orElseThrow())
          .isFalse();
      return response.getPayload();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  <T> T found(Question question) {
    Answer<?> answer = ask(question);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found<T>) answer).value();
  }

  /** Of the refusal. */
  String code(Question question) {
    Answer<?> answer = ask(question);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).refusal().code();
  }
}
