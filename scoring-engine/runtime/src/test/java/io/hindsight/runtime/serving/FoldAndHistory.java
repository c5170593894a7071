package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

/** A random shop, its fold, and a history beside it that is as far as a test says. */
abstract class FoldAndHistory {
  static final ServingSettings SETTINGS =
      new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ofMillis(200), 100_000);
  static final ServingSettings WITHOUT_TAIL =
      new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ofMillis(200), 100_000, 0, 48);

  /** A history that lets a test act while a reader waits or reads. */
  static final class Hooked extends MemoryHistory {
    Runnable whileWaiting = () -> {};
    Runnable afterReading = () -> {};
    Runnable afterAsking = () -> {};
    LogPosition wanted = LogPosition.START;
    SubjectId gone = new SubjectId("nobody");

    Hooked(MemoryLog log) {
      super(log);
    }

    @Override
    public LogPosition reached() {
      LogPosition answer = super.reached();
      afterAsking.run();
      return answer;
    }

    @Override
    public LogPosition await(LogPosition wanted, Duration atMost) {
      this.wanted = wanted;
      whileWaiting.run();
      return reached;
    }

    @Override
    public void each(
        SubjectId subject,
        LogPosition at,
        CatalogState catalog,
        BiConsumer<InteractionId, PersonEvent> consumer) {
      if (!subject.equals(gone)) {
        super.each(subject, at, catalog, consumer);
      }
      afterReading.run();
    }
  }

  final MemoryLog log = RandomShop.log(11, 3_000);
  final Hooked history = new Hooked(log);
  ServingCore core = core(SETTINGS);

  ServingCore core(ServingSettings settings) {
    return core(null, settings);
  }

  ServingCore core(FoldImage start, ServingSettings settings) {
    ModelStore models = new ModelStore(Path.of("nowhere"), AlgorithmRegistry.standard());
    return new ServingCore(
        start, new ModelSwitch(models), history, new ViewProgress(), settings, () -> 0);
  }

  void foldTo(long position) {
    for (RecordedEvent event : log.events()) {
      if (event.position().value() <= position) {
        core.apply(event.position(), event.recordedAt(), event.event());
      }
    }
    core.publish(new LogPosition(Math.max(position, core.position().value())));
  }

  void historyTo(long position) {
    history.reached = history.reached.max(new LogPosition(Math.max(0, position)));
  }

  void assertRight(ServingView view) {
    PersonState person = view.person();
    PersonState expected =
        MemoryHistory.expected(log, person.subject(), person.position(), view.snapshot().catalog());
    assertThat(Pictures.of(person)).isEqualTo(Pictures.of(expected));
    assertThat(view.snapshot().position().reaches(person.position())).isTrue();
  }

  void assertIsAt(long position, ServingView view) {
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(position));
  }

  long nextInteraction(SubjectId subject, long after) {
    return log.events().stream()
        .filter(event -> event.position().value() > after)
        .filter(
            event ->
                event.event() instanceof InteractionRecorded did && did.subjectId().equals(subject))
        .mapToLong(event -> event.position().value())
        .findFirst()
        .orElseThrow();
  }

  long positionOf(InteractionId id) {
    return log.events().stream()
        .filter(
            event ->
                event.event() instanceof InteractionRecorded did && did.interactionId().equals(id))
        .mapToLong(event -> event.position().value())
        .findFirst()
        .orElseThrow();
  }
}
