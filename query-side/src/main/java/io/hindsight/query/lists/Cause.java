package io.hindsight.query.lists;

import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.query.lists.ListChange.Made;
import java.util.Locale;
import java.util.Objects;

/**
 * What may differ between two lists, in the order in which it is exchanged: the catalog first,
 * because it numbers what all the others are about.
 */
enum Cause {
  /** Items, and the time by which their availability is judged. */
  CATALOG {
    @Override
    boolean isSame(Made one, Made other) {
      return one.now().equals(other.now())
          && one.inputs().catalogPosition().equals(other.inputs().catalogPosition());
    }

    @Override
    Made exchange(Made at, Made later) {
      return new Made(
          at.inputs().withCatalogOf(later.inputs()), at.request(), at.seed(), later.now());
    }
  },
  /** What everybody did, as far as popularity and trends count it. */
  ACTIVITY {
    @Override
    boolean isSame(Made one, Made other) {
      var epoch = one.inputs().epoch();
      var then = other.inputs().epoch();
      return epoch.position().equals(then.position())
          && epoch.halfLifeHours() == then.halfLifeHours();
    }

    @Override
    Made exchange(Made at, Made later) {
      return at.with(at.inputs().withEpoch(later.inputs().epoch()));
    }
  },
  /** What the person did and said. */
  HISTORY {
    @Override
    boolean isSame(Made one, Made other) {
      var person = one.inputs().person();
      var then = other.inputs().person();
      return person == null || then == null
          ? person == then
          : person.position().equals(then.position());
    }

    @Override
    Made exchange(Made at, Made later) {
      ListInputs with = at.inputs().withPerson(later.inputs().person());
      // Somebody who was never seen has no subject yet.
      ListRequest asked =
          RequestShape.with(
              at.request(),
              later.request().subjectId(),
              at.request().n(),
              at.request().diversity());
      return new Made(with, asked, at.seed(), at.now());
    }
  },
  /** Another version of the model, or of another algorithm. */
  MODEL {
    @Override
    boolean isSame(Made one, Made other) {
      return Objects.equals(hash(one), hash(other));
    }

    private static Object hash(Made made) {
      var model = made.inputs().model();
      return model == null ? "" : model.contentHash();
    }

    @Override
    Made exchange(Made at, Made later) {
      return at.with(at.inputs().withModel(later.inputs().model()));
    }
  },
  /** The placement's settings, and the length and diversity that they filled in. */
  RULES {
    @Override
    boolean isSame(Made one, Made other) {
      return one.inputs().placement().equals(other.inputs().placement());
    }

    @Override
    Made exchange(Made at, Made later) {
      ListInputs with = at.inputs().withPlacement(later.inputs().placement());
      return new Made(with, defaulted(at, later), at.seed(), at.now());
    }

    /** What a request left open the placement filled in: that is its rule, too. */
    private static ListRequest defaulted(Made at, Made later) {
      PlacementSettings was = at.inputs().placement().settings();
      PlacementSettings is = later.inputs().placement().settings();
      ListRequest asked = at.request();
      ListRequest then = later.request();
      boolean length = asked.n() == was.listLength() && then.n() == is.listLength();
      boolean diversity =
          asked.diversity() == was.diversity() && then.diversity() == is.diversity();
      return RequestShape.with(
          asked,
          asked.subjectId(),
          length ? then.n() : asked.n(),
          diversity ? then.diversity() : asked.diversity());
    }
  },
  /** How many were asked for, filters, diversity. */
  REQUEST {
    @Override
    boolean isSame(Made one, Made other) {
      return one.request().equals(other.request());
    }

    @Override
    Made exchange(Made at, Made later) {
      return new Made(at.inputs(), later.request(), later.seed(), at.now());
    }
  };

  abstract boolean isSame(Made one, Made other);

  /** The same list, but for this. */
  abstract Made exchange(Made at, Made later);

  /** As auditors read it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
