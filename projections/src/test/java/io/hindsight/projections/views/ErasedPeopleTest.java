package io.hindsight.projections.views;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.details;
import static io.hindsight.projections.given.Facts.did;
import static io.hindsight.projections.given.Facts.erased;
import static io.hindsight.projections.given.Facts.likes;
import static io.hindsight.projections.given.Facts.listed;
import static io.hindsight.projections.given.Facts.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.projections.given.Facts;
import io.hindsight.projections.given.MapGeneration;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.QualityRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What views hold of somebody after their erasure: nothing. */
class ErasedPeopleTest {
  private static final String ANN = "subject3";

  static LongStream seeds() {
    long fixed = Long.getLong("seed", -1);
    return fixed >= 0 ? LongStream.of(fixed) : LongStream.range(200, 210);
  }

  /** Counts over many people stay; of the rest, it is as if the person had never been. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theRowsAreThoseOfALogInWhichThePersonNeverWas(long seed) {
    List<Object> events = new RandomLog(seed).take(600);
    events.add(erased(ANN));
    // Something that no view looks at in their place: rows tell positions.
    List<Object> without =
        events.stream().map(event -> isAnns(event) ? Facts.served("r") : event).toList();
    assertThat(events.stream().filter(ErasedPeopleTest::isAnns)).hasSizeGreaterThan(10);
    for (var projection :
        List.of(new HistoryProjection(), new ProfilesProjection(), new UserFeaturesProjection())) {
      assertThat(Folded.of(projection, events).rowsOfPeople())
          .as("%s, seed %d", projection.view().name(), seed)
          .isEqualTo(Folded.of(projection, without).rowsOfPeople());
    }
    for (ViewProjection<?> projection : Projections.all()) {
      assertThat(rows(projection, events).toString())
          .as("%s, seed %d", projection.view().name(), seed)
          .doesNotContain(ANN + "/", ANN + "]", ANN + ",", ANN + "|");
    }
  }

  private static Map<String, ?> rows(ViewProjection<?> projection, List<Object> events) {
    return new HashMap<>(Folded.of(projection, events).rows());
  }

  private static boolean isAnns(Object event) {
    return switch (event) {
      case InteractionRecorded did -> did.subjectId().value().equals(ANN);
      case InteractionRetracted back -> back.recorded().subjectId().value().equals(ANN);
      case ProfileEvent profile -> profile.subjectId().value().equals(ANN);
      case SubjectErased erased -> erased.subjectId().value().equals(ANN);
      default -> false;
    };
  }

  @Test
  void rowsOfTheSameBatchGoToo() {
    gone(new HistoryProjection());
    gone(new ProfilesProjection());
    gone(new UserFeaturesProjection());
  }

  private static <T> void gone(ViewProjection<T> projection) {
    var rows = new ViewBuffer<>(new MapGeneration<>(projection.view()), LogPosition.START);
    List<Object> events =
        List.of(
            listed("tea", details("Tea", "Acme", "drinks")),
            profile("ann", likes("drinks")),
            did("i1", "ann", InteractionType.VIEW, "tea", NOON),
            erased("ann"));
    long position = 0;
    for (Object event : events) {
      position++;
      if (!projection.ignores(event.getClass())) {
        projection.handle(event, new LogPosition(position), rows);
      }
    }
    assertThat(rows.changes().upserts().keySet())
        .as(projection.view().name())
        .noneMatch(key -> key.contains("ann") || key.equals("i1"));
  }

  @Test
  void whoHadNoProfileIsNoFindingAnyMore() {
    var quality =
        Folded.of(
            new QualityProjection(),
            did("i1", "ann", InteractionType.VIEW, "tea", NOON),
            did("i2", "bob", InteractionType.VIEW, "tea", NOON));
    assertThat(quality.row(QualityRow.SUMMARY).totals()).containsEntry("unknown-user", 2L);
    quality.then(erased("ann"));
    assertThat(quality.row(QualityRow.SUMMARY).totals())
        .containsEntry("unknown-user", 1L)
        .containsEntry("accepted", 2L);
    assertThat(quality.row("subject/ann")).isNull();
  }

  @Test
  void theErasuresThemselvesTellHowFarTheyAreAndNotOfWhom() {
    var erasures = Folded.of(new ErasuresProjection(), Facts.erasure("ann"));
    var row = erasures.row("e-ann");
    assertThat(row.erasedAt()).isEqualTo(NOON);
    assertThat(row.purged()).hasSize(1);
    assertThat(row.models()).hasSize(1);
    assertThat(row.delayed()).isNull();
    assertThat(row.receipt().keyId()).isEqualTo("k1");
    assertThat(row.toString()).doesNotContain("SubjectId");
    var delayed = Folded.of(new ErasuresProjection(), Facts.erasure("ann").subList(0, 3));
    assertThat(delayed.row("e-ann").delayed()).isEqualTo("purge-views");
  }

  @Test
  void aModelThatLearnedFromTheErasedIsDueForRetraining() {
    var models =
        Folded.of(
            new ModelsProjection(),
            Facts.requested("item-knn", 1),
            Facts.trained("item-knn", 1),
            Facts.activated("item-knn", 1),
            Facts.marked("item-knn", 1),
            Facts.requested("item-knn", 2),
            Facts.trained("item-knn", 2),
            Facts.activated("item-knn", 2));
    assertThat(models.row("item-knn/1").retrainingDueSince()).isEqualTo(NOON);
    assertThat(models.row("item-knn/1").status()).isEqualTo("retired");
    assertThat(models.row("item-knn/2").retrainingDueSince()).isNull();
  }
}
