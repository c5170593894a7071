package io.hindsight.readmodel.sqlite;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks two tables side by side, in one transaction and so in one state of the file. Rows are
 * compared as they are stored, index entries included, and only parsed where they differ.
 */
final class TableComparison<T> {
  private final Session session;
  private final ViewDefinition<T> view;
  private final RowCodec codec;
  private @Nullable String unreadable;

  TableComparison(Session session, ViewDefinition<T> view, RowCodec codec) {
    this.session = session;
    this.view = view;
    this.codec = codec;
  }

  void run(int one, int other, Runnable fixed, Consumer<RowDifference<T>> consumer)
      throws SQLException {
    LogPosition first = Catalog.position(session, view, one);
    LogPosition second = Catalog.position(session, view, other);
    if (!first.equals(second)) {
      throw new PositionConflict(
          "generation %d of %s stands at %s, generation %d at %s"
              .formatted(one, view.name(), first, other, second));
    }
    fixed.run();
    try (ResultSet left = rows(one);
        ResultSet right = rows(other)) {
      boolean more = left.next();
      boolean moreRight = right.next();
      for (long row = 0; more || moreRight; row++) {
        if (row % 1_000 == 0 && Thread.currentThread().isInterrupted()) {
          throw new SQLException("the comparison was interrupted");
        }
        int order = !more ? 1 : !moreRight ? -1 : compareKeys(left, right);
        if (order != 0 || !same(left, right)) {
          consumer.accept(difference(order <= 0 ? left : null, order >= 0 ? right : null));
        }
        more = order <= 0 ? left.next() : more;
        moreRight = order >= 0 ? right.next() : moreRight;
      }
    }
  }

  private ResultSet rows(int number) throws SQLException {
    PreparedStatement select = session.prepare(new Table<>(view, number, codec).selectAllByKey());
    return select.executeQuery();
  }

  /** By their bytes, as SQLite orders them. */
  private static int compareKeys(ResultSet left, ResultSet right) throws SQLException {
    return Arrays.compareUnsigned(left.getBytes(1), right.getBytes(1));
  }

  private boolean same(ResultSet left, ResultSet right) throws SQLException {
    if (!Arrays.equals(left.getBytes(2), right.getBytes(2))
        || left.getLong(3) != right.getLong(3)) {
      return false;
    }
    for (int column = 4; column < 4 + view.indexes().size(); column++) {
      if (!Objects.equals(left.getString(column), right.getString(column))) {
        return false;
      }
    }
    return true;
  }

  private RowDifference<T> difference(@Nullable ResultSet left, @Nullable ResultSet right)
      throws SQLException {
    unreadable = null;
    Row<T> one = left == null ? null : row(left);
    Row<T> other = right == null ? null : row(right);
    String key = left != null ? left.getString(1) : Objects.requireNonNull(right).getString(1);
    return new RowDifference<>(key, one, other, unreadable);
  }

  private @Nullable Row<T> row(ResultSet rows) throws SQLException {
    try {
      return new Row<>(
          rows.getString(1),
          codec.read(rows.getBytes(2), view.shape()),
          new LogPosition(rows.getLong(3)));
    } catch (RuntimeException e) {
      unreadable = String.valueOf(e.getMessage());
      return null;
    }
  }
}
