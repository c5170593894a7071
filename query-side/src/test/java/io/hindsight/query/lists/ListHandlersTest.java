package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.support.CountingIds;
import io.hindsight.query.support.FixedServing;
import io.hindsight.query.support.MemoryLog;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.Shop;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.PlacementState;
import io.hindsight.runtime.serving.ServingSnapshot;
import io.hindsight.runtime.serving.ServingState;
import io.hindsight.runtime.serving.ServingView;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListHandlersTest {
  private static final PlacementId PRODUCT = new PlacementId("product");
  private static final PlacementId SAMPLED = new PlacementId("sampled");

  private final MemoryLog log = new MemoryLog();
  private final MemorySubjects subjects = new MemorySubjects();
  private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
  private final DefaultQueryGateway gateway = DefaultQueryGateway.builder().queryBus(bus).build();

  private ServingState handlersServing;
  private ListServing handlersLists;

  @BeforeEach
  void serve() {
    Shop shop = new Shop().list("seen", "c").list("near", "c").list("hot").list("known");
    shop.alike("seen", "near", 0.5).trending("hot", 3).popular("hot", 8);
    shop.did(InteractionType.LIKE, "seen");
    var snapshot =
        shop.snapshot(
            Map.of(
                PRODUCT,
                new PlacementState(
                    4, new PlacementSettings("Product", "popularity", 1, 0.5, Set.of())),
                SAMPLED,
                new PlacementState(
                    2, new PlacementSettings("Sampled", "item-knn", 5, 0, Set.of(), 0.25))));
    var ann = subjects.know("ann");
    PersonState state =
        PersonState.of(
            ann,
            new LogPosition(999_000),
            List.of(
                new io.hindsight.runtime.serving.PersonEvent(
                    1, 0, InteractionType.LIKE, Float.NaN, 0)));
    var lists =
        new ListServing(
            new ListComputer(),
            log,
            new CountingIds(),
            () -> Shop.NOW.plusNanos(123_456_789),
            TracerProvider.noop().get("test"),
            1 << 20);
    handlersServing = new FixedServing(snapshot, state);
    handlersLists = lists;
    new ListHandlers(
            handlersServing, subjects, subject -> Consent.FULL, lists, Duration.ofMillis(1))
        .subscribe(new Subscriber(bus));
  }

  @Test
  void aPersonGetsTheirListWithReasonsAfterItsReceiptWasStored() throws Exception {
    RecommendedList list = found(personal("ann", null, 2, null));

    assertThat(list.items())
        .extracting(item -> item.itemId().value())
        .containsExactly("near", "hot");
    assertThat(list.algorithm()).isEqualTo("item-knn");
    assertThat(list.modelVersion()).isEqualTo(3);
    assertThat(list.items().getFirst().title()).isEqualTo("Title of near");
    var reason = list.items().getFirst().reasons().getFirst();
    assertThat(reason.text()).isEqualTo("because you liked Title of seen");
    assertThat(reason.itemId()).isEqualTo(new ItemId("seen"));
    assertThat(reason.weight()).isEqualTo(1.0);
    assertThat(list.items().get(1).reasons().getFirst().code()).isEqualTo("trending");

    Receipt receipt = log.receipts().getFirst();
    assertThat(receipt.recommendationId()).isEqualTo(list.recommendationId());
    assertThat(receipt.basis()).isEqualTo(list.basis());
    assertThat(receipt.basis().person()).isEqualTo(new LogPosition(999_000));
    assertThat(receipt.basis().now()).isEqualTo(Shop.NOW.plusMillis(123));
    assertThat(receipt.request().placement()).isEqualTo(BuiltIn.PLACEMENT);
    assertThat(receipt.items().ids())
        .isEqualTo(list.items().stream().map(item -> item.itemId()).toList());
    assertThat(log.events().getFirst().stream().name())
        .isEqualTo("recommendation/" + list.recommendationId());
  }

  @Test
  void anUnknownUserIsANewOneWhoseReceiptNamesNobody() throws Exception {
    RecommendedList list = found(personal("stranger", null, 2, null));

    assertThat(list.algorithm()).isEqualTo("trending");
    assertThat(list.modelVersion()).isNull();
    Receipt receipt = log.receipts().getFirst();
    assertThat(receipt.request().subjectId()).isNull();
    assertThat(receipt.basis().person()).isNull();
  }

  /** Nothing of the person can be read without failing, whatever they allow. */
  @Test
  void whoDoesNotAllowItIsNotProfiledAndNothingOfTheirsIsRead() throws Exception {
    RecommendedList stranger = found(personal("stranger", null, 2, null));
    for (Consent consent : List.of(Consent.LIMITED, Consent.NONE)) {
      SimpleQueryBus closed = SimpleQueryBus.builder().build();
      ServingState impersonal = impersonal(handlersServing);
      new ListHandlers(
              impersonal, subjects, subject -> consent, handlersLists, Duration.ofMillis(1))
          .subscribe(new Subscriber(closed));
      var answer =
          DefaultQueryGateway.builder()
              .queryBus(closed)
              .build()
              .query(personal("ann", null, 2, null), ResponseTypes.instanceOf(Answer.class))
              .get();
      RecommendedList list = ((Answer.Found<RecommendedList>) answer).value();
      assertThat(list.items()).isEqualTo(stranger.items());
      Receipt receipt = log.receipts().getLast();
      assertThat(receipt.request().subjectId()).isNull();
      assertThat(receipt.basis().person()).isNull();
    }
  }

  private static ServingState impersonal(ServingState serving) {
    return new ServingState() {
      @Override
      public ServingSnapshot snapshot() {
        return serving.snapshot();
      }

      @Override
      public PersonState person(SubjectId subject) {
        throw new AssertionError("a person's state was read");
      }

      @Override
      public ServingView view(SubjectId subject) {
        assertThat(subject).as("whose state is read").isNull();
        return serving.view(null);
      }

      @Override
      public LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException {
        return serving.await(wanted, atMost);
      }
    };
  }

  @Test
  void whatTheRequestLeavesOpenComesFromThePlacement() throws Exception {
    RecommendedList list = found(personal("ann", PRODUCT, null, null));

    assertThat(list.items()).hasSize(1);
    assertThat(list.basis().placementRevision()).isEqualTo(4);
    Receipt receipt = log.receipts().getFirst();
    assertThat(receipt.request().diversity()).isEqualTo(0.5);
    assertThat(receipt.request().n()).isEqualTo(1);
  }

  @Test
  void ofASampleThoseListsAreNamedThatLeftAReceipt() throws Exception {
    List<RecommendationId> named = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      RecommendedList list = found(personal("ann", SAMPLED, 2, null));
      assertThat(list.receiptSample()).isEqualTo(0.25);
      assertThat(list.items()).hasSize(2);
      if (list.recommendationId() != null) {
        named.add(list.recommendationId());
      }
    }
    assertThat(named).hasSizeBetween(65, 135);
    assertThat(log.receipts())
        .extracting(Receipt::recommendationId, receipt -> receipt.basis().placementRevision())
        .containsExactlyElementsOf(named.stream().map(id -> tuple(id, 2)).toList());
  }

  @Test
  void similarPopularAndTrendingAreAnsweredAndExplained() throws Exception {
    RecommendedList similar =
        found(new FindSimilarItems(new ItemId("seen"), PRODUCT, 5, ListFilter.NONE, null));
    RecommendedList popular = found(new FindPopular(null, 5, 7, ListFilter.NONE, null));
    RecommendedList trending = found(new FindTrending(null, 5, ListFilter.NONE, null));

    assertThat(similar.items().getFirst().reasons().getFirst().text())
        .isEqualTo("similar to Title of seen");
    assertThat(popular.items().getFirst().reasons().getFirst().text())
        .isEqualTo("popular in the last 7 days");
    assertThat(trending.items()).extracting(item -> item.itemId().value()).containsExactly("hot");
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void whatCannotBeAnsweredIsRefusedWithoutAReceipt() throws Exception {
    assertThat(code(personal("ann", new PlacementId("attic"), 5, null)))
        .isEqualTo("placement-unknown");
    assertThat(code(personal("ann", null, 0, null))).isEqualTo("n-out-of-range");
    assertThat(code(personal("ann", null, 101, null))).isEqualTo("n-out-of-range");
    assertThat(code(personal("ann", null, 5, 1.1))).isEqualTo("diversity-out-of-range");
    assertThat(code(personal("ann", null, 5, Double.NaN))).isEqualTo("diversity-out-of-range");
    assertThat(code(new FindSimilarItems(new ItemId("no"), null, 5, ListFilter.NONE, null)))
        .isEqualTo("item-unknown");
    assertThat(code(new FindPopular(null, 5, 3, ListFilter.NONE, null)))
        .isEqualTo("window-unknown");
    assertThat(log.events()).isEmpty();
  }

  @Test
  void aPositionThatNeitherSnapshotNorPersonReachedIsNotYet() throws Exception {
    LogPosition ahead = new LogPosition(1_000_001);
    LogPosition aheadOfAnn = new LogPosition(999_001);

    assertThat(ask(new FindTrending(null, 5, ListFilter.NONE, ahead)))
        .isEqualTo(new Answer.NotYet<>(ahead, new LogPosition(1_000_000)));
    assertThat(
            ask(
                new FindRecommendations(
                    new UserId("ann"), null, 5, null, ListFilter.NONE, aheadOfAnn)))
        .isEqualTo(new Answer.NotYet<>(aheadOfAnn, new LogPosition(999_000)));
  }

  @Test
  void aListWhoseReceiptCannotBeStoredIsNotServed() {
    log.breakDown();

    assertThatThrownBy(() -> ask(personal("ann", null, 5, null)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LogUnavailable.class);
  }

  private static ListQuery personal(
      String user, PlacementId placement, Integer n, Double diversity) {
    return new FindRecommendations(
        new UserId(user), placement, n, diversity, ListFilter.NONE, null);
  }

  private Answer<?> ask(ListQuery query) throws Exception {
    return gateway.query(query, ResponseTypes.instanceOf(Answer.class)).get();
  }

  private RecommendedList found(ListQuery query) throws Exception {
    Answer<?> answer = ask(query);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return (RecommendedList) ((Answer.Found<?>) answer).value();
  }

  private String code(ListQuery query) throws Exception {
    Answer<?> answer = ask(query);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).refusal().code();
  }
}
