package io.hindsight.runtime.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** States written out, so that two can be compared whole. */
final class Pictures {
  private Pictures() {}

  static String of(Epoch epoch) {
    List<String> rankings = new ArrayList<>();
    for (int days : ServingRules.WINDOWS_DAYS) {
      rankings.add(days + ": " + of(epoch.popularity(days)));
    }
    return epoch.position() + " " + epoch.reference() + rankings + of(epoch.trending());
  }

  static String of(RankedScores scores) {
    StringBuilder text = new StringBuilder();
    for (int rank = 0; rank < scores.size(); rank++) {
      int item = scores.item(rank);
      text.append(item).append('=');
      text.append(Integer.toHexString(Float.floatToIntBits(scores.score(item)))).append(' ');
    }
    return text.toString();
  }

  static String of(CatalogState catalog) {
    StringBuilder text = new StringBuilder();
    for (int item = 0; item < catalog.size(); item++) {
      text.append(catalog.idOf(item)).append(' ').append(catalog.item(item)).append('\n');
    }
    return text.toString();
  }

  static String of(PersonState person) {
    StringBuilder text = new StringBuilder(person.subject() + " " + person.size() + "\n");
    text.append(person.preferences()).append('\n');
    for (int i = 0; i < person.size(); i++) {
      text.append(person.position(i)).append(' ').append(person.item(i)).append(' ');
      text.append(person.type(i)).append(' ').append(person.value(i)).append(' ');
      text.append(person.occurredAtMillis(i)).append('\n');
    }
    return text.toString();
  }

  static String of(ServingSnapshot snapshot) {
    return snapshot.position()
        + "\n"
        + of(snapshot.catalog())
        + of(snapshot.epoch())
        + new TreeMap<>(byName(snapshot));
  }

  private static TreeMap<String, PlacementState> byName(ServingSnapshot snapshot) {
    TreeMap<String, PlacementState> placements = new TreeMap<>();
    snapshot.placements().forEach((id, state) -> placements.put(id.value(), state));
    return placements;
  }
}
