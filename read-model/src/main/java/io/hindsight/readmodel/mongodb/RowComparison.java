package io.hindsight.readmodel.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Walks two collections of rows side by side. They are compared as they are stored, index entries
 * included, and only parsed where they differ.
 */
final class RowComparison<T> {
  private static final int AT_ONCE = 1_000;

  private final Database database;
  private final Rows<T> rows;
  private final List<String> fields = new ArrayList<>(List.of(Rows.DOC, Rows.SEEN));
  private @Nullable String unreadable;

  RowComparison(Database database, Rows<T> rows) {
    this.database = database;
    this.rows = rows;
    fields.addAll(rows.indexFields());
  }

  void run(String one, String other, Consumer<RowDifference<T>> consumer) {
    database.in(
        one,
        left ->
            database.in(
                other,
                right -> {
                  try (var lefts = inOrder(left);
                      var rights = inOrder(right)) {
                    walk(lefts, rights, consumer);
                  }
                  return other;
                }));
  }

  private static MongoCursor<Document> inOrder(MongoCollection<Document> rows) {
    return rows.find().sort(new Document(Rows.KEY, 1)).batchSize(AT_ONCE).iterator();
  }

  private void walk(
      MongoCursor<Document> lefts,
      MongoCursor<Document> rights,
      Consumer<RowDifference<T>> consumer) {
    Document left = next(lefts);
    Document right = next(rights);
    for (long row = 0; left != null || right != null; row++) {
      if (row % AT_ONCE == 0 && Thread.currentThread().isInterrupted()) {
        throw new ViewsUnavailable("the comparison was interrupted", new InterruptedException());
      }
      int order = left == null ? 1 : right == null ? -1 : compareKeys(left, right);
      Document before = order <= 0 ? left : null;
      Document after = order >= 0 ? right : null;
      if (before == null || after == null || !same(before, after)) {
        consumer.accept(difference(before, after));
      }
      left = order <= 0 ? next(lefts) : left;
      right = order >= 0 ? next(rights) : right;
    }
  }

  private static @Nullable Document next(MongoCursor<Document> documents) {
    return documents.hasNext() ? documents.next() : null;
  }

  /** Keys are written so that this is the order of their bytes. */
  private static int compareKeys(Document left, Document right) {
    return left.getString(Rows.KEY).compareTo(right.getString(Rows.KEY));
  }

  private boolean same(Document left, Document right) {
    return fields.stream().allMatch(field -> Objects.equals(left.get(field), right.get(field)));
  }

  private RowDifference<T> difference(@Nullable Document left, @Nullable Document right) {
    unreadable = null;
    Row<T> one = left == null ? null : row(left);
    Row<T> other = right == null ? null : row(right);
    Document known = left != null ? left : Objects.requireNonNull(right);
    return new RowDifference<>(Rows.key(known), one, other, unreadable);
  }

  private @Nullable Row<T> row(Document document) {
    try {
      return rows.row(document);
    } catch (RuntimeException e) {
      unreadable = String.valueOf(e.getMessage());
      return null;
    }
  }
}
