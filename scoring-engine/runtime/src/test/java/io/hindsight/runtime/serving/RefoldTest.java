package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefoldTest {
  private static final ServingSettings SETTINGS =
      new ServingSettings(70, Duration.ofDays(1), 1_000, Duration.ZERO, 10_000);

  @TempDir Path directory;

  private final MemoryLog log = new MemoryLog();

  private ModelStore store() {
    return new ModelStore(directory, AlgorithmRegistry.standard());
  }

  private String trained() {
    Algorithm algorithm = AlgorithmRegistry.standard().get("item-knn");
    var data = TrainingDataBuilder.over(List.of("item-1", "item-2", "item-3"));
    data.user(new int[] {0, 1, 2}, new float[] {1, 2, 3});
    var settings = algorithm.settings(Map.of());
    return store()
        .put(
            new ModelArtifact("item-knn", settings, algorithm.train(data.build(), settings, 0, 1)));
  }

  private ServingCore core(MemoryHistory history) {
    return new ServingCore(
        null, new ModelSwitch(store()), history, new ViewProgress(), SETTINGS, () -> 0);
  }

  /** Serves from a live fold in uneven batches, and notes what each list would rest on. */
  private Map<Refold.Past, ServingView> live(long seed) {
    Random random = new Random(seed);
    MemoryHistory history = new MemoryHistory(log);
    ServingCore core = core(history);
    Map<Refold.Past, ServingView> served = new HashMap<>();
    int batch = 0;
    for (RecordedEvent event : log.events()) {
      core.apply(event.position(), event.recordedAt(), event.event());
      if (--batch <= 0) {
        core.publish(event.position());
        batch = random.nextInt(40);
        long lag = random.nextInt(4) == 0 ? 15 : 0;
        history.reached = new LogPosition(Math.max(0, event.position().value() - lag));
        SubjectId subject = random.nextInt(4) == 0 ? null : RandomShop.subject(random.nextInt(12));
        ServingView view = core.view(subject);
        served.put(new Refold.Past(basis(view), subject), view);
      }
    }
    return served;
  }

  private static Basis basis(ServingView view) {
    ActiveModel model = view.snapshot().model("item-knn");
    PersonState person = view.person();
    return new Basis(
        model == null ? null : model.contentHash(),
        view.snapshot().epoch().position(),
        view.snapshot().position(),
        person == null ? null : person.position(),
        0,
        1,
        RandomShop.OPENING);
  }

  private RandomShop fill() {
    RandomShop shop = new RandomShop(21, log);
    shop.trade(1_500);
    log.append(
        RandomShop.OPENING,
        new ModelActivated(new TrainingId("t"), "item-knn", 1, trained(), RandomShop.OPENING));
    shop.trade(1_500);
    return shop;
  }

  /** Two types are forgotten on the way, one of them twice. */
  private void fillAndForget() {
    RandomShop shop = fill();
    shop.forget(InteractionType.VIEW, InteractionType.PURCHASE);
    shop.trade(900);
    shop.forget(InteractionType.VIEW);
    shop.trade(600);
  }

  @Test
  void listsOfBeforeAndAfterAForgottenMonthHaveTheStatesThatTheyHad() throws Exception {
    fillAndForget();
    Map<Refold.Past, ServingView> served = live(7);
    new Refold(log, store())
        .each(served.keySet(), (past, again) -> assertSame(served.get(past), again));
    Checkpoints checkpoints = new Checkpoints(directory.resolve("c"), "log-1", 5);
    ServingFold fold = new ServingFold(change -> {});
    for (RecordedEvent event : log.events().subList(0, log.events().size() - 300)) {
      fold.apply(event.position(), event.recordedAt(), event.event());
    }
    checkpoints.write(fold.image());
    served.forEach(
        (past, view) -> assertSame(view, new Refold(log, store()).view(past, checkpoints).view()));
  }

  @Test
  void pastStatesFoldedFromTheLogAloneEqualTheLiveOnes() {
    fill();
    Map<Refold.Past, ServingView> served = live(5);
    List<Refold.Past> seen = new ArrayList<>();
    new Refold(log, store())
        .each(
            served.keySet(),
            (past, again) -> {
              seen.add(past);
              assertSame(served.get(past), again);
            });
    assertThat(seen).hasSize(served.size()).hasSizeGreaterThan(100);
    assertThat(seen).anyMatch(past -> past.basis().model() != null);
    assertThat(seen).anyMatch(past -> past.basis().model() == null);
  }

  private static void assertSame(ServingView live, ServingView again) {
    assertThat(Pictures.of(again.snapshot())).isEqualTo(Pictures.of(live.snapshot()));
    if (live.person() == null) {
      assertThat(again.person()).isNull();
    } else {
      assertThat(again.person().position()).isEqualTo(live.person().position());
      assertThat(Pictures.of(again.person())).isEqualTo(Pictures.of(live.person()));
    }
    ActiveModel model = live.snapshot().model("item-knn");
    if (model != null) {
      ActiveModel other = again.snapshot().model("item-knn");
      for (int item = 0; item < live.snapshot().catalog().size(); item++) {
        assertThat(other.toModel(item)).isEqualTo(model.toModel(item));
      }
    }
  }

  @Test
  void statesFoldedFromACheckpointEqualTheLiveOnes() throws Exception {
    fill();
    Checkpoints checkpoints = new Checkpoints(directory.resolve("c"), "log-1", 5);
    ServingFold fold = new ServingFold(change -> {});
    for (RecordedEvent event : log.events().subList(0, 1_700)) {
      fold.apply(event.position(), event.recordedAt(), event.event());
    }
    checkpoints.write(fold.image());
    Refold refold = new Refold(log, store());
    Set<LogPosition> starts = new HashSet<>();
    Set<Boolean> personal = new HashSet<>();
    live(6)
        .forEach(
            (past, view) -> {
              Refold.Remade again = refold.view(past, checkpoints);
              assertSame(view, again.view());
              assertThat(again.events())
                  .isLessThanOrEqualTo(past.basis().catalog().value() - again.from().value());
              starts.add(again.from());
              personal.add(past.subject() != null);
            });
    assertThat(starts).containsExactlyInAnyOrder(LogPosition.START, new LogPosition(1_700));
    assertThat(personal).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void aModelThatIsGoneIsNamed() {
    fill();
    LogPosition head = log.head();
    Basis basis = new Basis("0".repeat(64), head, head, null, 0, 1, RandomShop.OPENING);
    assertThatThrownBy(
            () ->
                new Refold(log, store())
                    .each(List.of(new Refold.Past(basis, null)), (past, view) -> {}))
        .isInstanceOf(Refold.ModelMissing.class)
        .hasMessageContaining("0000");
  }

  @Test
  void aMissingArtifactLeavesTheAlgorithmWithoutModelAndTheFoldGoesOn() {
    RandomShop shop = new RandomShop(22, log);
    shop.trade(50);
    log.append(
        RandomShop.OPENING,
        new ModelActivated(new TrainingId("t"), "item-knn", 1, "f".repeat(64), RandomShop.OPENING));
    shop.trade(50);
    ServingCore core = core(new MemoryHistory(log));
    for (RecordedEvent event : log.events()) {
      core.apply(event.position(), event.recordedAt(), event.event());
      core.publish(event.position());
    }
    assertThat(core.snapshot().position()).isEqualTo(log.head());
    assertThat(core.snapshot().model("item-knn")).isNull();
    assertThat(core.missingModels()).containsExactly("item-knn");
  }
}
