package io.hindsight.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.BuiltIn;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.MemoryViews;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.ItemRow;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.ProfileRow;
import io.hindsight.readmodel.views.QualityRow;
import io.hindsight.readmodel.views.Views;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewQuestionsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final MemoryViews views = new MemoryViews();
  private final MemorySubjects subjects = new MemorySubjects();
  private final ViewProgress progress = new ViewProgress();
  private final SimpleQueryBus bus = SimpleQueryBus.builder().build();

  @BeforeEach
  void subscribe() {
    PositionGate gate = new PositionGate(progress, Duration.ofMillis(20));
    List.<QuestionHandlers>of(
            new CatalogHandlers(views, gate),
            new PersonHandlers(views, subjects, gate),
            new FeatureHandlers(views, subjects, gate),
            new OperationHandlers(
                views, () -> new ViewAnswer.Views(List.of(), new LogPosition(7)), gate))
        .forEach(handlers -> handlers.subscribe(new Subscriber(bus)));
  }

  @Test
  void anItemIsAnsweredWithThePositionThatItsViewHadSeen() {
    listItem("a", "Apple");
    progress.report("items", new LogPosition(12));

    assertThat(ask(new FindItem(new ItemId("a"), null)))
        .isEqualTo(
            new Answer.Found<>(
                new ViewAnswer.Item(new ItemId("a"), details("Apple"), true), new LogPosition(12)));
  }

  @Test
  void anUnknownItemIsRefusedWithARemedy() {
    assertThat(code(ask(new FindItem(new ItemId("nope"), null)))).isEqualTo("item-unknown");
  }

  @Test
  void aWaitThatRunsOutSaysWhatWasReached() {
    listItem("a", "Apple");
    progress.report("items", new LogPosition(5));

    assertThat(ask(new FindItem(new ItemId("a"), new LogPosition(6))))
        .isEqualTo(new Answer.NotYet<>(new LogPosition(6), new LogPosition(5)));
  }

  @Test
  void aWaitEndsAsSoonAsThePositionIsReached() throws Exception {
    PositionGate patient = new PositionGate(progress, Duration.ofMinutes(1));
    Thread late = Thread.ofPlatform().start(() -> progress.report("items", new LogPosition(9)));

    assertThat(patient.reached(new LogPosition(9), "items")).isEqualTo(new LogPosition(9));
    late.join();
  }

  @Test
  void itemsComeInPagesAndAForeignCursorIsRefused() {
    listItem("a", "Apple");
    listItem("b", "Banana");
    listItem("c", "Cherry");

    ViewAnswer.Items first = found(ask(new FindItems(null, 2, null)));
    ViewAnswer.Items second = found(ask(new FindItems(first.next(), 2, null)));

    assertThat(first.items()).extracting(item -> item.itemId().value()).containsExactly("a", "b");
    assertThat(second.items()).extracting(item -> item.itemId().value()).containsExactly("c");
    assertThat(second.next()).isNull();
    assertThat(code(ask(new FindItems("junk", 2, null)))).isEqualTo("cursor-invalid");
    assertThat(code(ask(new FindItems(null, 0, null)))).isEqualTo("limit-out-of-range");
    assertThat(code(ask(new FindItems(null, 1_001, null)))).isEqualTo("limit-out-of-range");
  }

  @Test
  void aProfileIsOpenedAndReadsErasedOnceTheKeyIsGone() {
    SubjectId ann = subjects.know("ann");
    ProfileDetails sealed =
        new ProfileDetails(
            subjects.seal(ann, "Ann"),
            null,
            subjects.seal(ann, "{\"x\":1}"),
            new Preferences(List.of("tea"), List.of()));
    views.put(Views.PROFILES, ann.value(), new ProfileRow(ann, sealed));

    ViewAnswer.Profile open = found(ask(new FindProfile(new UserId("ann"), null)));
    subjects.destroyKey(ann);
    ViewAnswer.Profile erased = found(ask(new FindProfile(new UserId("ann"), null)));

    assertThat(open.name()).isEqualTo("Ann");
    assertThat(open.email()).isNull();
    assertThat(open.attributes()).isEqualTo("{\"x\":1}");
    assertThat(erased.name()).isEqualTo("erased");
    assertThat(erased.attributes()).isEqualTo("{\"erased\":true}");
    assertThat(erased.preferences().categories()).containsExactly("tea");
    assertThat(code(ask(new FindProfile(new UserId("bob"), null)))).isEqualTo("user-unknown");
  }

  @Test
  void historyIsNewestFirstInPagesAndLeavesRetractedOut() {
    SubjectId ann = subjects.know("ann");
    interaction(ann, "i1", NOON, 1, null);
    interaction(ann, "i2", NOON.plusSeconds(60), 2, null);
    interaction(ann, "i3", NOON.plusSeconds(30), 3, null);
    interaction(ann, "i4", NOON.plusSeconds(90), 4, new LogPosition(6));
    interaction(subjects.know("bob"), "i5", NOON.plusSeconds(99), 5, null);

    ViewAnswer.History first = found(ask(new FindHistory(new UserId("ann"), 2, null, null)));
    ViewAnswer.History rest = found(ask(new FindHistory(new UserId("ann"), 2, first.next(), null)));

    assertThat(first.interactions())
        .extracting(i -> i.interactionId().value())
        .containsExactly("i2", "i3");
    assertThat(rest.interactions())
        .extracting(i -> i.interactionId().value())
        .containsExactly("i1");
    assertThat(rest.next()).isNull();
    ViewAnswer.History none = found(ask(new FindHistory(new UserId("new"), 2, null, null)));
    assertThat(none.interactions()).isEmpty();
  }

  @Test
  void featuresOfAUserAreRatesMeansAndSharesLargestFirst() {
    SubjectId ann = subjects.know("ann");
    views.put(
        Views.USER_FEATURES,
        "subject/" + ann.value(),
        new FeatureRow(
            new TreeMap<>(
                Map.of(
                    InteractionType.VIEW, 4L,
                    InteractionType.CLICK, 1L,
                    InteractionType.PURCHASE, 2L,
                    InteractionType.RATING, 2L,
                    InteractionType.DWELL, 1L,
                    InteractionType.LIKE, 0L)),
            NOON,
            NOON.plusSeconds(5),
            new BigDecimal("12.5"),
            new BigDecimal("7"),
            new TreeMap<>(Map.of("tea", 2L, "books", 5L, "art", 2L, "gone", 0L)),
            new TreeMap<>(Map.of("acme", 1L)),
            new TreeMap<>(),
            null,
            null));

    ViewAnswer.Features features = found(ask(new FindUserFeatures(new UserId("ann"), null)));

    assertThat(features.rates())
        .containsEntry("clickRate", 0.25)
        .containsEntry("purchaseRate", 0.5)
        .doesNotContainKey("purchasesPerCart");
    assertThat(features.counts()).doesNotContainKey(InteractionType.LIKE);
    assertThat(features.meanRating()).isEqualTo(3.5);
    assertThat(features.meanDwellSeconds()).isEqualTo(12.5);
    assertThat(features.categories().keySet()).containsExactly("books", "art", "tea");
    assertThat(features.categories()).containsEntry("books", 0.5);
    assertThat(features.brands()).containsEntry("acme", 0.1);
  }

  @Test
  void featuresOfANewUserAreEmptyAndOfAnUnknownItemAreRefused() {
    listItem("a", "Apple");

    ViewAnswer.Features user = found(ask(new FindUserFeatures(new UserId("new"), null)));
    ViewAnswer.Features item = found(ask(new FindItemFeatures(new ItemId("a"), null)));

    assertThat(user.counts()).isEmpty();
    assertThat(user.meanRating()).isNull();
    assertThat(item.rates()).isEmpty();
    assertThat(code(ask(new FindItemFeatures(new ItemId("b"), null)))).isEqualTo("item-unknown");
  }

  @Test
  void theBuiltInPlacementIsThereUntilOneOfItsNameIsMade() {
    ViewAnswer.Placements all = found(ask(new FindPlacements(null)));
    ViewAnswer.Placement home = found(ask(new FindPlacement(BuiltIn.PLACEMENT, null)));

    assertThat(all.placements()).containsExactly(home);
    assertThat(home.revision()).isZero();
    assertThat(code(ask(new FindPlacement(new PlacementId("attic"), null))))
        .isEqualTo("placement-unknown");
  }

  @Test
  void modelsAreListedOnceNewestVersionFirst() {
    ModelRow one = model(1, "retired");
    ModelRow two = model(2, "active");
    views.put(Views.MODELS, "item-knn/1", one);
    views.put(Views.MODELS, "item-knn/2", two);
    views.put(Views.MODELS, "item-knn", two);

    ViewAnswer.Models models = found(ask(new FindModels(null)));

    assertThat(models.models()).extracting(ViewAnswer.Model::version).containsExactly(2, 1);
  }

  @Test
  void qualityGroupsRejectionsByKindAndNamesUnknownItems() {
    views.put(
        Views.QUALITY,
        QualityRow.SUMMARY,
        new QualityRow(
            new TreeMap<>(
                Map.of("accepted", 5L, "unknown-item", 3L, "rejected/interactions/bad-type", 2L)),
            null,
            false,
            0));
    views.put(Views.QUALITY, "item/x/y", new QualityRow(new TreeMap<>(), "item/x/y", false, 3));
    views.put(Views.QUALITY, "item/z", new QualityRow(new TreeMap<>(), "item/z", true, 9));

    ViewAnswer.Quality quality = found(ask(new FindQuality(null)));

    assertThat(quality.accepted()).isEqualTo(5);
    assertThat(quality.unknownItem()).isEqualTo(3);
    assertThat(quality.rejected()).isEqualTo(Map.of("interactions", Map.of("bad-type", 2L)));
    assertThat(quality.unknownItems()).isEqualTo(Map.of(new ItemId("x/y"), 3L));
  }

  @Test
  void theViewsThemselvesAnswerWithTheHead() {
    assertThat(ask(new FindViews()))
        .isEqualTo(
            new Answer.Found<>(
                new ViewAnswer.Views(List.of(), new LogPosition(7)), new LogPosition(7)));
  }

  private void listItem(String id, String title) {
    views.put(Views.ITEMS, id, new ItemRow(new ItemId(id), details(title), true));
  }

  private void interaction(
      SubjectId subject, String id, Instant at, long position, LogPosition retractedAt) {
    var recorded =
        InteractionRecorded.plain(
            new InteractionId(id), subject, new ItemId("a"), InteractionType.VIEW, at);
    HistoryRow row = new HistoryRow(recorded, new LogPosition(position), retractedAt);
    views.put(Views.HISTORY, row.key(), row);
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

  private static ItemDetails details(String title) {
    return new ItemDetails(
        title, null, List.of(), null, null, null, null, List.of(), Map.of(), null, null);
  }

  private Answer<?> ask(Question question) {
    var message = new GenericQueryMessage<>(question, ResponseTypes.instanceOf(Answer.class));
    try {
      var response = bus.query(message).get();
      assertThat(response.isExceptional())
          .withFailMessage(() -> "failed: " + response.optionalExceptionResult().orElseThrow())
          .isFalse();
      return response.getPayload();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T found(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found<T>) answer).value();
  }

  private static String code(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).refusal().code();
  }
}
