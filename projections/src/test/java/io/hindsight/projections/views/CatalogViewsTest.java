package io.hindsight.projections.views;

import static io.hindsight.projections.given.Facts.activated;
import static io.hindsight.projections.given.Facts.delisted;
import static io.hindsight.projections.given.Facts.details;
import static io.hindsight.projections.given.Facts.failed;
import static io.hindsight.projections.given.Facts.likes;
import static io.hindsight.projections.given.Facts.listed;
import static io.hindsight.projections.given.Facts.placement;
import static io.hindsight.projections.given.Facts.placementChanged;
import static io.hindsight.projections.given.Facts.profile;
import static io.hindsight.projections.given.Facts.profileRevised;
import static io.hindsight.projections.given.Facts.provenance;
import static io.hindsight.projections.given.Facts.requested;
import static io.hindsight.projections.given.Facts.revised;
import static io.hindsight.projections.given.Facts.trained;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.readmodel.views.ItemRow;
import io.hindsight.readmodel.views.ModelRow;
import org.junit.jupiter.api.Test;

/** Items, profiles, placements and models: what was said last. */
class CatalogViewsTest {

  @Test
  void anItemIsWhatWasSaidLast() {
    var items =
        Folded.of(
            new ItemsProjection(),
            listed("tea", details("Tea", "Acme", "drinks")),
            revised("tea", details("Green tea", "Acme", "drinks")));
    assertThat(items.row("tea"))
        .isEqualTo(new ItemRow(new ItemId("tea"), details("Green tea", "Acme", "drinks"), true));
  }

  @Test
  void aDelistedItemStaysKnownUntilItIsListedAnew() {
    var items =
        Folded.of(new ItemsProjection(), listed("tea", details("Tea", null)), delisted("tea"));
    assertThat(items.row("tea").listed()).isFalse();
    assertThat(items.row("tea").details().title()).isEqualTo("Tea");
    items.then(revised("tea", details("Still gone", null)));
    assertThat(items.row("tea").listed()).isFalse();
    items.then(listed("tea", details("Tea again", null)));
    assertThat(items.row("tea").listed()).isTrue();
  }

  @Test
  void aProfileIsReplacedAsAWhole() {
    var profiles =
        Folded.of(
            new ProfilesProjection(),
            profile("ann", likes("drinks")),
            profileRevised("ann", likes("books")));
    assertThat(profiles.row("ann").details()).isEqualTo(likes("books"));
  }

  @Test
  void aPlacementKeepsItsRevision() {
    var placements =
        Folded.of(
            new PlacementsProjection(), placement("home", 10), placementChanged("home", 2, 20));
    assertThat(placements.row("home").revision()).isEqualTo(2);
    assertThat(placements.row("home").settings().listLength()).isEqualTo(20);
  }

  @Test
  void aModelGoesFromRequestedToActive() {
    var models = Folded.of(new ModelsProjection(), requested("knn", 1));
    assertThat(models.row("knn/1").status()).isEqualTo("requested");
    models.then(trained("knn", 1));
    assertThat(models.row("knn/1"))
        .extracting(ModelRow::status, ModelRow::provenance)
        .containsExactly("trained", provenance("knn"));
    assertThat(models.row("knn")).isNull();
    models.then(activated("knn", 1));
    assertThat(models.row("knn/1").status()).isEqualTo("active");
    assertThat(models.row("knn")).isEqualTo(models.row("knn/1"));
  }

  @Test
  void aNewActiveModelRetiresTheOneBefore() {
    var models =
        Folded.of(
            new ModelsProjection(),
            requested("knn", 1),
            trained("knn", 1),
            activated("knn", 1),
            requested("other", 1),
            trained("other", 1),
            activated("other", 1),
            requested("knn", 2),
            trained("knn", 2),
            activated("knn", 2));
    assertThat(models.row("knn/1").status()).isEqualTo("retired");
    assertThat(models.row("knn/2").status()).isEqualTo("active");
    assertThat(models.row("knn").version()).isEqualTo(2);
    assertThat(models.row("other").status()).isEqualTo("active");
  }

  @Test
  void aFailedTrainingSaysWhyAndLeavesTheActiveModel() {
    var models =
        Folded.of(
            new ModelsProjection(),
            requested("knn", 1),
            trained("knn", 1),
            activated("knn", 1),
            requested("knn", 2),
            failed("knn", 2));
    assertThat(models.row("knn/2").status()).isEqualTo("failed");
    assertThat(models.row("knn/2").reason()).isEqualTo("no-data: Nothing to learn.");
    assertThat(models.row("knn").version()).isEqualTo(1);
  }
}
