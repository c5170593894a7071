package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.serving.ServingEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppendFenceTest {

  static Stream<Class<?>> events() {
    return EventTypes.all().stream().map(MessageType::javaClass);
  }

  /** A receipt may stand behind its person's erasure, and what erases speaks of the erased. */
  @ParameterizedTest
  @MethodSource("events")
  void whatNamesAPersonIsFenced(Class<?> event) {
    boolean named =
        Arrays.stream(event.getRecordComponents())
            .map(RecordComponent::getType)
            .anyMatch(type -> type == SubjectId.class || type.isRecord() && namesAPerson(type));
    boolean exempt =
        ServingEvent.class.isAssignableFrom(event) || ErasureEvent.class.isAssignableFrom(event);
    assertThat(AppendFence.concerns(event)).isEqualTo(named && !exempt);
  }

  private static boolean namesAPerson(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(component -> component.getType() == SubjectId.class);
  }
}
