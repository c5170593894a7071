package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceiptsOfACommitTest extends HeldCommits {
  private static final int MOST = 8;

  ReceiptsOfACommitTest() {
    super(MOST);
  }

  private static ServedList list(String subject, int items) {
    return new ServedList(
        new ListRequest(
            ListKind.PERSONAL,
            new SubjectId(subject),
            null,
            new PlacementId("home"),
            10,
            0,
            0,
            ListFilter.NONE),
        new Basis("c0ffee", new LogPosition(1), new LogPosition(2), null, 1, 7, NOW),
        new ServedItems(
            Collections.nCopies(items, new ItemId("Ä\"item")),
            Collections.nCopies(items, 0.1f),
            List.of()));
  }

  /** Lets so many receipts wait for one commit. */
  private List<CompletableFuture<RecommendationId>> together(int receipts, int items)
      throws InterruptedException {
    var unused = holdUp("held" + store.commits.size());
    List<CompletableFuture<RecommendationId>> waiting = new ArrayList<>();
    for (int i = 0; i < receipts; i++) {
      waiting.add(log.keep(list("s" + i, items), i % 2 == 0 ? "trace" + i : null));
    }
    return waiting;
  }

  private List<DomainEventMessage<?>> events() {
    return store.commits.stream()
        .flatMap(List::stream)
        .filter(event -> event.getPayloadType() == RecommendationServed.class)
        .toList();
  }

  /** As the log would read it. */
  private RecommendationServed stored(DomainEventMessage<?> event) {
    return serializer.deserialize(event.serializePayload(serializer, byte[].class));
  }

  @Test
  void listsThatShareACommitShareAnEventAndEachHasItsOwnId() throws Exception {
    List<CompletableFuture<RecommendationId>> waiting = together(5, 3);
    goOn();
    List<RecommendationId> ids = waiting.stream().map(CompletableFuture::join).toList();

    assertThat(events()).hasSize(1);
    DomainEventMessage<?> event = events().getFirst();
    assertThat(event.getAggregateIdentifier()).isEqualTo(Stream.of(ids.getFirst()).name());
    assertThat(event.getMetaData()).containsEntry("traceId", "trace0 - trace2 - trace4");
    assertThat(stored(event).receipts()).extracting(Receipt::recommendationId).isEqualTo(ids);
    for (int i = 0; i < 5; i++) {
      assertThat(stored(event).receipt(ids.get(i)).orElseThrow().list())
          .isEqualTo(list("s" + i, 3));
    }
    assertThat(stored(event).receipt(ids.getFirst().at(5))).isEmpty();
    assertThat(stored(event).receipt(new RecommendationId("other"))).isEmpty();
    assertThat(log.appendedReceipts()).isEqualTo(5);
  }

  /** The committer joins bytes, and nobody may tell. */
  @Test
  void joinedListsAreWhatTheSerializerWouldWrite() throws Exception {
    List<CompletableFuture<RecommendationId>> waiting = together(4, 2);
    goOn();
    waiting.forEach(CompletableFuture::join);

    var joined = events().getFirst().serializePayload(serializer, byte[].class);
    var whole = serializer.serialize(events().getFirst().getPayload(), byte[].class);
    assertThat(joined.getData()).isEqualTo(whole.getData());
    assertThat(joined.getType()).isEqualTo(whole.getType());
  }

  @Test
  void aListAloneIsAnEventAndCountsAsSuch() {
    RecommendationId id = log.keep(list("s", 1), null).join();

    assertThat(events()).hasSize(1);
    assertThat(log.appendedReceipts()).isEqualTo(1);
    assertThat(stored(events().getFirst()).recommendationId()).isEqualTo(id);
    assertThat(events().getFirst().getMetaData()).isEmpty();
    assertThat(id.place()).isZero();
  }

  @Test
  void anEventHoldsSoManyListsAndSoManyBytes() throws Exception {
    List<CompletableFuture<RecommendationId>> many = together(2 * MOST + 1, 1);
    goOn();
    assertThat(many.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
    assertThat(events()).extracting(event -> stored(event).lists().size()).containsExactly(8, 8, 1);

    List<CompletableFuture<RecommendationId>> large = together(3, 1_500);
    goOn();
    large.forEach(CompletableFuture::join);
    assertThat(events().subList(3, 6))
        .allSatisfy(event -> assertThat(stored(event).lists()).hasSize(1));
  }

  /** The confirmation was lost: the list was shown once, so it has one receipt. */
  @Test
  void whatWasStoredWithoutAnAnswerIsNotStoredAgain() throws Exception {
    List<CompletableFuture<RecommendationId>> waiting = together(3, 1);
    store.after =
        () -> {
          if (!events().isEmpty()) {
            store.after = () -> {};
            throw new LogUnavailable("the connection broke", null);
          }
        };
    goOn();

    List<RecommendationId> ids = waiting.stream().map(CompletableFuture::join).toList();
    assertThat(events()).hasSize(1);
    assertThat(stored(events().getFirst()).receipts())
        .extracting(Receipt::recommendationId)
        .isEqualTo(ids);
    assertThat(store.attempts).as("held, broken, and looked up").isEqualTo(2);
  }

  @Test
  void whereTheLogTakesNothingNoListHasAnId() throws Exception {
    store.before =
        batch -> {
          if (batch.stream().anyMatch(e -> e.getPayloadType() == RecommendationServed.class)) {
            throw new LogUnavailable("the disk is full", null);
          }
        };
    List<CompletableFuture<RecommendationId>> waiting = together(3, 1);
    goOn();

    for (CompletableFuture<RecommendationId> one : waiting) {
      assertThatThrownBy(one::join).hasRootCauseInstanceOf(LogUnavailable.class);
    }
    assertThat(events()).isEmpty();
    assertThat(log.appendedReceipts()).isZero();
  }

  @Test
  void aClosedLogKeepsNothing() {
    log.close();

    assertThatThrownBy(log.keep(list("s", 1), null)::join)
        .hasRootCauseInstanceOf(LogUnavailable.class);
  }
}
