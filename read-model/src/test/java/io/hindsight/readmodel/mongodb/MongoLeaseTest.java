package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.mongodb.Lease.Pace;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes and one database: never both. */
class MongoLeaseTest {
  record Count(long value) {}

  private static final ViewDefinition<Count> COUNTS =
      ViewDefinition.of("test-counts", 1, Count.class);

  /** A holder that never beats by itself, and is thought dead soon: as if it were frozen. */
  private static final Pace FROZEN = new Pace(Duration.ofHours(1), Duration.ofHours(3));

  private static final Pace SHORT = new Pace(Duration.ofMillis(50), Duration.ofMillis(500));

  private static TestMongo mongo;
  private String uri;

  @BeforeAll
  static void startStandIn() {
    mongo = TestMongo.standIn();
  }

  @AfterAll
  static void stopStandIn() {
    mongo.close();
  }

  @BeforeEach
  void newDatabase() {
    uri = mongo.newDatabase();
  }

  private MongoViewStore open(Pace pace) {
    return MongoViewStore.open(uri, pace, List.of());
  }

  private static Batch<Count> put(String key, long value, long seen) {
    return new Batch<>(
        Map.of(key, new Row<>(key, new Count(value), new LogPosition(seen))), List.of());
  }

  private static LogPosition at(long position) {
    return new LogPosition(position);
  }

  @Test
  void aSecondServerIsRefusedWhileTheFirstOneLives() {
    try (var first = open(SHORT)) {
      assertThatThrownBy(() -> open(new Pace(Duration.ofMillis(500), Duration.ofHours(1))))
          .isInstanceOf(ViewStoreRefused.class)
          .hasMessageContaining("another server uses the views in database hindsight_test_");
      first.live(COUNTS).apply(put("a", 1, 1), at(0), at(1));
      assertThat(first.get(COUNTS, "a")).isPresent();
    }
    try (var second = open(new Pace(Duration.ofMillis(500), Duration.ofHours(1)))) {
      assertThat(second.position(COUNTS)).as("at once, since it was left clean").isEqualTo(at(1));
    }
  }

  @Test
  void aDeadServersViewsAreTakenOverAndItCanNeitherReadNorWriteThem() {
    var dead = open(FROZEN);
    ViewGeneration<Count> before = dead.live(COUNTS);
    before.apply(put("a", 1, 1), at(0), at(1));
    try (var next = open(SHORT)) {
      ViewGeneration<Count> mine = next.live(COUNTS);
      assertThat(mine.position()).isEqualTo(at(1));
      assertThatThrownBy(() -> before.apply(put("a", 9, 9), at(1), at(9)))
          .isInstanceOf(PositionConflict.class);
      assertThatThrownBy(() -> before.getAll(List.of("a"))).isInstanceOf(PositionConflict.class);
      mine.apply(put("a", 2, 2), at(1), at(2));
      assertThat(next.get(COUNTS, "a")).contains(new Row<>("a", new Count(2), at(2)));
    } finally {
      dead.close();
    }
  }

  @Test
  void whoWasSilentTooLongAsksBeforeReading() {
    var pace = new Pace(Duration.ofHours(1), Duration.ofHours(1));
    var dead = open(pace);
    dead.live(COUNTS).apply(put("a", 1, 1), at(0), at(1));
    assertThat(dead.get(COUNTS, "a")).isPresent();
    try (var next = open(SHORT)) {
      assertThat(next.get(COUNTS, "a")).isPresent();
      assertThatThrownBy(() -> dead.get(COUNTS, "a"))
          .isInstanceOf(ViewsUnavailable.class)
          .hasMessageContaining("taken over");
      assertThatThrownBy(() -> dead.position(COUNTS)).isInstanceOf(ViewsUnavailable.class);
      dead.close();
      next.live(COUNTS).apply(put("a", 2, 2), at(1), at(2));
      assertThat(next.get(COUNTS, "a")).as("the dead one's end takes nothing away").isPresent();
    }
  }

  @Test
  void aWriteThatComesLateChangesNothingThatIsRead() {
    var dead = open(FROZEN);
    dead.live(COUNTS).apply(put("erased", 1, 1), at(0), at(1));
    try (var next = open(SHORT);
        MongoClient client = MongoClients.create(uri)) {
      var database = client.getDatabase(uri.substring(uri.lastIndexOf('/') + 1));
      String nameBefore = "hindsight_rows_test_counts_1_1";
      assertThat(database.listCollectionNames()).doesNotContain(nameBefore);
      next.live(COUNTS).apply(new Batch<>(Map.of(), List.of("erased")), at(1), at(2));

      database
          .getCollection(nameBefore)
          .insertOne(
              new Document("_id", "erased").append("doc", "{\"value\":1}").append("seen", 1L));
      assertThat(next.get(COUNTS, "erased")).isEmpty();
      next.scrub();
      assertThat(database.listCollectionNames()).doesNotContain(nameBefore);
      assertThat(next.position(COUNTS)).isEqualTo(at(2));

      var catalog = database.getCollection("hindsight_views");
      catalog.updateOne(Filters.eq("generation/test-counts/1"), Updates.set("writer", 1_000L));
      assertThatThrownBy(() -> next.live(COUNTS).apply(put("a", 3, 3), at(2), at(3)))
          .as("another one's document")
          .isInstanceOf(PositionConflict.class);
    } finally {
      dead.close();
    }
  }
}
