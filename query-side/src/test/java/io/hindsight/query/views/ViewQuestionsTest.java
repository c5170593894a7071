package io.hindsight.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import io.hindsight.query.lists.BuiltIn;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.QualityRow;
import io.hindsight.readmodel.views.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ViewQuestionsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final AskedViews asked = new AskedViews();

  @Test
  void anItemIsAnsweredWithThePositionThatItsViewHadSeen() {
    asked.listItem("a", "Apple");
    asked.progress.report("items", new LogPosition(12));

    assertThat(asked.ask(new FindItem(new ItemId("a"), null)))
        .isEqualTo(
            new Answer.Found<>(
                new ViewAnswer.Item(new ItemId("a"), AskedViews.details("Apple"), true),
                new LogPosition(12)));
  }

  @Test
  void anUnknownItemIsRefusedWithARemedy() {
    assertThat(asked.code(new FindItem(new ItemId("nope"), null))).isEqualTo("item-unknown");
  }

  @Test
  void aWaitThatRunsOutSaysWhatWasReached() {
    asked.listItem("a", "Apple");
    asked.progress.report("items", new LogPosition(5));

    assertThat(asked.ask(new FindItem(new ItemId("a"), new LogPosition(6))))
        .isEqualTo(new Answer.NotYet<>(new LogPosition(6), new LogPosition(5)));
  }

  @Test
  void aWaitEndsAsSoonAsThePositionIsReached() throws Exception {
    PositionGate patient = new PositionGate(asked.progress, Duration.ofMinutes(1));
    Thread late =
        Thread.ofPlatform().start(() -> asked.progress.report("items", new LogPosition(9)));

    assertThat(patient.reached(new LogPosition(9), "items")).isEqualTo(new LogPosition(9));
    late.join();
  }

  @Test
  void itemsComeInPagesAndAForeignCursorIsRefused() {
    asked.listItem("a", "Apple");
    asked.listItem("b", "Banana");
    asked.listItem("c", "Cherry");

    ViewAnswer.Items first = asked.found(new FindItems(null, 2, null));
    ViewAnswer.Items second = asked.found(new FindItems(first.next(), 2, null));

    assertThat(first.items()).extracting(item -> item.itemId().value()).containsExactly("a", "b");
    assertThat(second.items()).extracting(item -> item.itemId().value()).containsExactly("c");
    assertThat(second.next()).isNull();
    assertThat(asked.code(new FindItems("junk", 2, null))).isEqualTo("cursor-invalid");
    assertThat(asked.code(new FindItems(null, 0, null))).isEqualTo("limit-out-of-range");
    assertThat(asked.code(new FindItems(null, 1_001, null))).isEqualTo("limit-out-of-range");
  }

  @Test
  void theBuiltInPlacementIsThereUntilOneOfItsNameIsMade() {
    ViewAnswer.Placements all = asked.found(new FindPlacements(null));
    ViewAnswer.Placement home = asked.found(new FindPlacement(BuiltIn.PLACEMENT, null));

    assertThat(all.placements()).containsExactly(home);
    assertThat(home.revision()).isZero();
    assertThat(asked.code(new FindPlacement(new PlacementId("attic"), null)))
        .isEqualTo("placement-unknown");
  }

  @Test
  void modelsAreListedOnceNewestVersionFirst() {
    ModelRow one = model(1, "retired");
    ModelRow two = model(2, "active");
    asked.views.put(Views.MODELS, "item-knn/1", one);
    asked.views.put(Views.MODELS, "item-knn/2", two);
    asked.views.put(Views.MODELS, "item-knn", two);

    ViewAnswer.Models models = asked.found(new FindModels(null));

    assertThat(models.models()).extracting(ViewAnswer.Model::version).containsExactly(2, 1);
  }

  @Test
  void qualityGroupsRejectionsByKindAndNamesUnknownItems() {
    asked.views.put(
        Views.QUALITY,
        QualityRow.SUMMARY,
        new QualityRow(
            new TreeMap<>(
                Map.of("accepted", 5L, "unknown-item", 3L, "rejected/interactions/bad-type", 2L)),
            null,
            false,
            0));
    asked.views.put(
        Views.QUALITY, "item/x/y", new QualityRow(new TreeMap<>(), "item/x/y", false, 3));
    asked.views.put(Views.QUALITY, "item/z", new QualityRow(new TreeMap<>(), "item/z", true, 9));

    ViewAnswer.Quality quality = asked.found(new FindQuality(null));

    assertThat(quality.accepted()).isEqualTo(5);
    assertThat(quality.unknownItem()).isEqualTo(3);
    assertThat(quality.rejected()).isEqualTo(Map.of("interactions", Map.of("bad-type", 2L)));
    assertThat(quality.unknownItems()).isEqualTo(Map.of(new ItemId("x/y"), 3L));
  }

  @Test
  void theViewsThemselvesAnswerWithTheHead() {
    assertThat(asked.ask(new FindViews()))
        .isEqualTo(
            new Answer.Found<>(
                new ViewAnswer.Views(List.of(), new LogPosition(7)), new LogPosition(7)));
  }

  private static ModelRow model(int version, String status) {
    return new ModelRow(
        "item-knn",
        version,
        new TrainingId("t" + version),
        status,
        null,
        null,
        NOON,
        null,
        null,
        null);
  }
}
