package io.hindsight.api.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswerTypeTest {
  @SuppressWarnings("unused")
  interface Handlers {
    Answer<ViewAnswer.Item> typed();

    Answer<?> wild();

    @SuppressWarnings("rawtypes")
    Answer raw();

    Answer.Found<ViewAnswer.Item> found();

    CompletableFuture<Answer<ViewAnswer.Item>> later();

    CompletableFuture<String> otherLater();

    String other();
  }

  @Test
  void handlersOfAnyAnswerAreFoundHoweverTheyDeclareIt() {
    AnswerType<Object> type = new AnswerType<>();
    for (Method method : Handlers.class.getMethods()) {
      assertThat(type.matches(method.getGenericReturnType()))
          .as(method.getName())
          .isEqualTo(!method.getName().startsWith("other"));
    }
  }
}
