package io.hindsight.query.lists;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.Epoch;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.PlacementState;
import io.hindsight.runtime.serving.ServingSnapshot;
import io.hindsight.runtime.serving.ServingView;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states that a list is computed from. A receipt names each by its position or hash, so that
 * they can be had again.
 *
 * @param model the one that takes part; null where none does
 * @param catalogPosition up to where catalog and placement are known
 * @param person null where nobody in particular asks, and for users never seen before
 */
public record ListInputs(
    @Nullable ActiveModel model,
    Epoch epoch,
    CatalogState catalog,
    LogPosition catalogPosition,
    PlacementState placement,
    @Nullable PersonState person) {

  /** Whose model stands in where the placement's own has none. */
  static final String NEIGHBOURS = "item-knn";

  static ListInputs of(
      ServingSnapshot snapshot,
      PlacementState placement,
      ListKind kind,
      @Nullable PersonState person) {
    return new ListInputs(
        model(snapshot, placement, kind),
        snapshot.epoch(),
        snapshot.catalog(),
        snapshot.position(),
        placement,
        person);
  }

  /**
   * The inputs of a list that was served, from states that were made again.
   *
   * @throws IllegalArgumentException if those are not the states that the receipt names
   */
  public static ListInputs again(ServingView view, ListRequest request, Basis basis) {
    ServingSnapshot snapshot = view.snapshot();
    PlacementState placement = placement(snapshot, request.placement());
    if (placement == null) {
      throw new IllegalArgumentException(
          "there was no placement " + request.placement() + " at " + basis.catalog());
    }
    ActiveModel model =
        snapshot.models().values().stream()
            .filter(candidate -> candidate.contentHash().equals(basis.model()))
            .findFirst()
            .orElse(null);
    ListInputs inputs =
        new ListInputs(
            model,
            snapshot.epoch(),
            snapshot.catalog(),
            snapshot.position(),
            placement,
            person(view, basis));
    Basis made = inputs.basis(basis.seed(), basis.now());
    if (!made.equals(withRevision(basis, placement.revision()))) {
      throw new IllegalArgumentException("made again were " + made + ", wanted " + basis);
    }
    return inputs;
  }

  private static @Nullable PersonState person(ServingView view, Basis basis) {
    PersonState person = view.person();
    return person == null || basis.countsStatedPreferences()
        ? person
        : person.stating(Preferences.NONE);
  }

  // Another revision is a finding about the list, not a mistake of whoever made the states.
  private static Basis withRevision(Basis basis, int revision) {
    return new Basis(
        basis.model(),
        basis.epoch(),
        basis.catalog(),
        basis.person(),
        revision,
        basis.seed(),
        basis.halfLifeHours(),
        basis.rules(),
        basis.now());
  }

  /** Null where there is no such placement. */
  static @Nullable PlacementState placement(ServingSnapshot snapshot, PlacementId id) {
    PlacementState made = snapshot.placements().get(id);
    return made == null && id.equals(BuiltIn.PLACEMENT) ? BuiltIn.STATE : made;
  }

  private static @Nullable ActiveModel model(
      ServingSnapshot snapshot, PlacementState placement, ListKind kind) {
    return switch (kind) {
      case PERSONAL -> snapshot.model(placement.settings().algorithm());
      case SIMILAR -> {
        // A placement ranked by popularity still has product pages.
        ActiveModel own = snapshot.model(placement.settings().algorithm());
        yield own == null ? snapshot.model(NEIGHBOURS) : own;
      }
      case POPULAR, TRENDING -> null;
    };
  }

  Basis basis(long seed, Instant now) {
    return new Basis(
        model == null ? null : model.contentHash(),
        epoch.position(),
        catalogPosition,
        person == null ? null : person.position(),
        placement.revision(),
        seed,
        epoch.halfLifeHours() == Basis.HALF_LIFE_HOURS ? null : epoch.halfLifeHours(),
        person != null && person.statesPreferences() ? Basis.STATED_PREFERENCES : null,
        now);
  }

  ListInputs withModel(@Nullable ActiveModel other) {
    return new ListInputs(other, epoch, catalog, catalogPosition, placement, person);
  }

  ListInputs withEpoch(Epoch other) {
    return new ListInputs(model, other, catalog, catalogPosition, placement, person);
  }

  ListInputs withCatalogOf(ListInputs other) {
    return new ListInputs(model, epoch, other.catalog, other.catalogPosition, placement, person);
  }

  ListInputs withPlacement(PlacementState other) {
    return new ListInputs(model, epoch, catalog, catalogPosition, other, person);
  }

  ListInputs withPerson(@Nullable PersonState other) {
    return new ListInputs(model, epoch, catalog, catalogPosition, placement, other);
  }

  /** The person is part of the request as much as of the inputs: they must be the same one. */
  ListInputs requireFor(ListRequest request) {
    var asked = request.kind() == ListKind.PERSONAL ? request.subjectId() : null;
    var given = person == null ? null : person.subject();
    if (!Objects.equals(asked, given)) {
      throw new IllegalArgumentException("the person given is not the one asked for");
    }
    return this;
  }
}
