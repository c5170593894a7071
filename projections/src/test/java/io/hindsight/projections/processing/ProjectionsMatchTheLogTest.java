package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.projections.given.Facts;
import io.hindsight.projections.given.MapGeneration;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every projection handles or names every event; every view has its projection. */
class ProjectionsMatchTheLogTest {

  @Test
  void everyViewHasOneProjection() {
    assertThat(Projections.all().stream().map(projection -> projection.view().name()))
        .containsExactlyInAnyOrderElementsOf(Views.ALL.stream().map(view -> view.name()).toList());
  }

  @Test
  void theSamplesCoverEveryEventType() {
    assertThat(Facts.oneOfEach().stream().<Class<?>>map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(
            EventTypes.all().stream().<Class<?>>map(MessageType::javaClass).toList());
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsHandledOrNamedIgnored() {
    return Projections.all().stream()
        .flatMap(
            projection ->
                Facts.oneOfEach().stream()
                    .map(
                        event ->
                            DynamicTest.dynamicTest(
                                projection.view().name()
                                    + " and "
                                    + event.getClass().getSimpleName(),
                                () -> isHandledOrIgnored(projection, event))));
  }

  private static <T> void isHandledOrIgnored(ViewProjection<T> projection, Object event) {
    var stored = new MapGeneration<>(projection.view());
    var rows = new ViewBuffer<>(stored, LogPosition.START);
    if (projection.ignores(event.getClass())) {
      projection.handle(event, new LogPosition(1), rows);
      assertThat(rows.changes().upserts()).isEmpty();
      assertThat(projection.ignored().stream().filter(family -> family.isInstance(event)))
          .hasSize(1);
      return;
    }
    rows.prefetch(projection.keys(event));
    int ahead = stored.reads;
    projection.handle(event, new LogPosition(1), rows);
    assertThat(stored.reads).as("all it looks at was fetched ahead").isEqualTo(ahead);
  }

  @Test
  void aFamilyThatIsNeitherHandledNorNamedStopsTheView() {
    var forgetful =
        new ViewProjection<>(Views.ITEMS, java.util.Set.of()) {
          @Override
          public List<String> keys(Object event) {
            return List.of();
          }
        };
    var rows = new ViewBuffer<>(new MapGeneration<>(Views.ITEMS), LogPosition.START);
    for (Object event : Facts.oneOfEach()) {
      assertThatThrownBy(() -> forgetful.handle(event, new LogPosition(1), rows))
          .hasMessageContaining(event.getClass().getSimpleName());
    }
    assertThatThrownBy(() -> forgetful.handle("text", new LogPosition(1), rows))
        .hasMessageContaining("String");
  }
}
