package io.hindsight.readmodel.sqlite;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Cursor;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewDefinition.Index;
import io.hindsight.readmodel.store.ViewReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one generation. Index entries are columns beside the document, so SQLite itself moves
 * them when a row changes, and the old document need not be read for it.
 */
final class Table<T> {
  private static final int CHUNK = 500;

  private final ViewDefinition<T> view;
  private final RowCodec codec;
  private final String name;
  private final String upsert;

  Table(ViewDefinition<T> view, int number, RowCodec codec) {
    this.view = view;
    this.codec = codec;
    // Brackets in statements keep one table's name from being a part of another's.
    this.name = "[rows_" + view.name().replace('-', '_') + "_" + number + "]";
    this.upsert = upsertStatement();
  }

  private String upsertStatement() {
    var columns = new StringBuilder("key, doc, seen");
    var marks = new StringBuilder("?, ?, ?");
    var sets = new StringBuilder("doc = excluded.doc, seen = excluded.seen");
    for (Index<T> index : view.indexes()) {
      String column = column(index);
      columns.append(", ").append(column);
      marks.append(", ?");
      sets.append(", ").append(column).append(" = excluded.").append(column);
    }
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (key) DO UPDATE SET %s"
        .formatted(name, columns, marks, sets);
  }

  private static String column(Index<?> index) {
    return "entry_" + index.name().replace('-', '_');
  }

  /** With row ids: documents are appended, and random keys scatter over a small index only. */
  void create(Session session) throws SQLException {
    var columns =
        new StringBuilder(
            "key TEXT PRIMARY KEY NOT NULL, doc BLOB NOT NULL, seen INTEGER NOT NULL");
    for (Index<T> index : view.indexes()) {
      columns.append(", ").append(column(index)).append(" TEXT");
    }
    session.execute("CREATE TABLE %s (%s)".formatted(name, columns));
    for (Index<T> index : view.indexes()) {
      String column = column(index);
      session.execute(
          "CREATE INDEX %s ON %s (%s%s) WHERE %s IS NOT NULL"
              .formatted(
                  name.replace("]", "_" + column + "]"),
                  name,
                  column,
                  index.ordered() ? ", key" : "",
                  column));
    }
  }

  /** Key, document, position seen, and then the entries of all indexes. */
  String selectAllByKey() {
    var columns = new StringBuilder("key, doc, seen");
    view.indexes().forEach(index -> columns.append(", ").append(column(index)));
    return "SELECT %s FROM %s ORDER BY key".formatted(columns, name);
  }

  void dropIfThere(Session session) throws SQLException {
    session.forget(name);
    session.execute("DROP TABLE IF EXISTS " + name);
  }

  /** What is to be stored of a row. */
  record Encoded(String key, byte[] document, LogPosition seen, List<@Nullable String> entries) {}

  /** In the order of the keys: neighbours stand on one page of the file, which is found once. */
  List<Encoded> encoded(Collection<Row<T>> rows) {
    return rows.stream().map(this::encoded).sorted(Comparator.comparing(Encoded::key)).toList();
  }

  private Encoded encoded(Row<T> row) {
    List<@Nullable String> entries = new ArrayList<>(view.indexes().size());
    for (Index<T> index : view.indexes()) {
      entries.add(index.entry().apply(row.value()));
    }
    return new Encoded(row.key(), codec.write(row.value()), row.seen(), entries);
  }

  void delete(Session session, Collection<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    var delete = session.prepare("DELETE FROM %s WHERE key = ?".formatted(name));
    for (String key : new TreeSet<>(keys)) {
      delete.setString(1, key);
      delete.addBatch();
    }
    delete.executeBatch();
  }

  void write(Session session, List<Encoded> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    var statement = session.prepare(upsert);
    for (Encoded row : rows) {
      statement.setString(1, row.key());
      statement.setBytes(2, row.document());
      statement.setLong(3, row.seen().value());
      int place = 4;
      for (String entry : row.entries()) {
        statement.setString(place++, entry);
      }
      statement.addBatch();
    }
    statement.executeBatch();
  }

  Map<String, Row<T>> getAll(Session session, Collection<String> keys) throws SQLException {
    var found = HashMap.<String, Row<T>>newHashMap(keys.size());
    var wanted = List.copyOf(keys);
    for (int from = 0; from < wanted.size(); from += CHUNK) {
      getChunk(session, wanted.subList(from, Math.min(from + CHUNK, wanted.size())), found);
    }
    return found;
  }

  private void getChunk(Session session, List<String> keys, Map<String, Row<T>> found)
      throws SQLException {
    // Powers of two, filled up with the last key: few statements, each prepared once.
    int size = Math.max(1, Integer.highestOneBit(keys.size() * 2 - 1));
    var select =
        session.prepare(
            "SELECT key, doc, seen FROM %s WHERE key IN (%s)"
                .formatted(name, String.join(",", Collections.nCopies(size, "?"))));
    for (int i = 0; i < size; i++) {
      select.setString(i + 1, keys.get(Math.min(i, keys.size() - 1)));
    }
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), row(rows));
      }
    }
  }

  private Row<T> row(ResultSet rows) throws SQLException {
    return new Row<>(
        rows.getString(1),
        codec.read(rows.getBytes(2), view.shape()),
        new LogPosition(rows.getLong(3)));
  }

  List<String> keys(Session session, String index, String prefix) throws SQLException {
    String column = index.equals(ViewReader.BY_KEY) ? "key" : column(view.index(index));
    String beyond = Prefix.after(prefix);
    var select =
        session.prepare(
            "SELECT key FROM %s WHERE %s IS NOT NULL AND %s >= ?%s"
                .formatted(name, column, column, beyond == null ? "" : " AND " + column + " < ?"));
    select.setString(1, prefix);
    if (beyond != null) {
      select.setString(2, beyond);
    }
    var keys = new ArrayList<String>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  Page<T> page(Session session, String index, String prefix, @Nullable String after, int limit)
      throws SQLException {
    boolean byKey = index.equals(ViewReader.BY_KEY);
    String column = byKey ? "key" : column(view.order(index));
    String scope = view.name() + "/" + index;
    var start = after == null ? null : startOf(Cursor.decode(scope, after), prefix);
    String beyond = Prefix.after(prefix);
    // One lower bound only: given two, SQLite may walk every page from its first row.
    String lower =
        start == null ? column + " >= ?" : byKey ? "key > ?" : "(" + column + ", key) > (?, ?)";
    var select =
        session.prepare(
            "SELECT key, doc, seen, %s FROM %s WHERE %s IS NOT NULL AND %s%s ORDER BY %s LIMIT ?"
                .formatted(
                    column,
                    name,
                    column,
                    lower,
                    beyond == null ? "" : " AND " + column + " < ?",
                    byKey ? "key" : column + ", key"));
    int place = 1;
    select.setString(place++, start == null ? prefix : start.entry());
    if (start != null && !byKey) {
      select.setString(place++, start.key());
    }
    if (beyond != null) {
      select.setString(place++, beyond);
    }
    select.setInt(place, limit + 1);
    return page(select, scope, limit);
  }

  private static Cursor startOf(Cursor cursor, String prefix) {
    if (!cursor.entry().startsWith(prefix)) {
      throw new IllegalArgumentException("not a cursor of this order of rows");
    }
    return cursor;
  }

  private Page<T> page(PreparedStatement select, String scope, int limit) throws SQLException {
    var page = new ArrayList<Row<T>>();
    String lastEntry = "";
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (page.size() == limit) {
          return new Page<>(page, new Cursor(lastEntry, page.getLast().key()).encode(scope));
        }
        page.add(row(rows));
        lastEntry = rows.getString(4);
      }
    }
    return new Page<>(page, null);
  }
}
