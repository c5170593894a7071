package io.hindsight.readmodel.mongodb;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.store.ViewStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A view whose rows depend on one another, as those of real ones do: what is counted in one row
 * follows from whether another one is there. Folded again over half a batch, it would count wrong.
 */
final class Shelves {
  record Shelf(long books, String text) {}

  static final ViewDefinition<Shelf> VIEW =
      ViewDefinition.of("test-shelves", 1, Shelf.class).indexedBy("by-text", Shelf::text);

  /** Four of them do not fit into one part of a batch. */
  private static final String LONG = "x".repeat(1_500_000);

  private static final String TOTAL = "total";

  private Shelves() {}

  /** One batch, number {@code step} of the log, from the rows that are stored. */
  static void fold(ViewGeneration<Shelf> shelves, long step) {
    var keys = Set.of("a", "b", "c", "d", "e", TOTAL);
    Map<String, Row<Shelf>> before = shelves.getAll(keys);
    var after = new HashMap<String, Row<Shelf>>();
    var gone = new HashSet<String>();
    long made = 0;
    for (String key : keys) {
      if (key.equals(TOTAL)) {
        continue;
      }
      Row<Shelf> row = before.get(key);
      if (row != null && (step + key.charAt(0)) % 3 == 0) {
        gone.add(key);
      } else {
        made += row == null ? 1 : 0;
        long books = (row == null ? 0 : row.value().books()) + step;
        String text = key.compareTo("d") < 0 ? key + LONG : key;
        after.put(key, new Row<>(key, new Shelf(books, text), new LogPosition(step)));
      }
    }
    Row<Shelf> total = before.get(TOTAL);
    long sum = (total == null ? 0 : total.value().books()) + made;
    after.put(TOTAL, new Row<>(TOTAL, new Shelf(sum, ""), new LogPosition(step)));
    shelves.apply(new Batch<>(after, gone), new LogPosition(step - 1), new LogPosition(step));
  }

  /** All rows of the live generation, and where it stands, as text. */
  static Map<String, String> state(ViewStore store) {
    var state = new TreeMap<String, String>();
    for (String index : List.of(ViewReader.BY_KEY, "by-text")) {
      for (Row<Shelf> row : store.page(VIEW, index, "", null, 100).rows()) {
        Shelf shelf = row.value();
        state.put(
            index + "/" + row.key(),
            shelf.books() + " " + shelf.text().length() + " " + row.seen());
      }
    }
    state.put("position", store.position(VIEW).toString());
    return state;
  }
}
