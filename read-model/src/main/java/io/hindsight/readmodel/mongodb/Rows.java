package io.hindsight.readmodel.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.mongodb.StoredBatch.SizedRow;
import io.hindsight.readmodel.store.Cursor;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewDefinition.Index;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one view as documents: the key, the row as JSON text, which is compared as it stands, and
 * the entries of all indexes beside it.
 */
final class Rows<T> {
  static final String KEY = "_id";
  static final String DOC = "doc";
  static final String SEEN = "seen";

  /** The position that the batch which wrote the row brought its generation to. */
  static final String WRITTEN_TO = "to";

  private static final int CHUNK = 1_000;
  private static final int OVERHEAD_BYTES = 120;

  private final ViewDefinition<T> view;
  private final RowCodec codec;
  private final Database database;

  Rows(ViewDefinition<T> view, RowCodec codec, Database database) {
    this.view = view;
    this.codec = codec;
    this.database = database;
  }

  static String field(String index) {
    return "entry_" + index.replace('-', '_');
  }

  /** What a store's index is made of. */
  static Document keys(Index<?> index) {
    var keys = new Document(field(index.name()), 1);
    return index.ordered() ? keys.append(KEY, 1) : keys;
  }

  List<String> indexFields() {
    return view.indexes().stream().map(index -> field(index.name())).toList();
  }

  private String fieldOf(String index) {
    return index.equals(ViewReader.BY_KEY) ? KEY : field(view.index(index).name());
  }

  StoredBatch stored(Batch<T> batch, LogPosition to) {
    var rows = new ArrayList<SizedRow>(batch.upserts().size());
    new TreeMap<>(batch.upserts()).forEach((key, row) -> rows.add(document(key, row, to)));
    var deletes = new TreeSet<>(batch.deletes()).stream().map(OrderedText::encode).toList();
    return StoredBatch.of(rows, deletes, to.value());
  }

  private SizedRow document(String key, Row<T> row, LogPosition to) {
    byte[] json = codec.write(row.value());
    String id = OrderedText.encode(key);
    int characters = id.length();
    var document =
        new Document(KEY, id)
            .append(DOC, new String(json, UTF_8))
            .append(SEEN, row.seen().value())
            .append(WRITTEN_TO, to.value());
    for (Index<T> index : view.indexes()) {
      String entry = index.entry().apply(row.value());
      if (entry != null) {
        String encoded = OrderedText.encode(entry);
        characters += encoded.length();
        document.append(field(index.name()), encoded);
      }
    }
    return new SizedRow(document, OVERHEAD_BYTES + json.length + 3 * characters);
  }

  Row<T> row(Document document) {
    return new Row<>(
        key(document),
        codec.read(document.getString(DOC).getBytes(UTF_8), view.shape()),
        new LogPosition(document.getLong(SEEN)));
  }

  static String key(Document document) {
    return OrderedText.decode(document.getString(KEY));
  }

  Map<String, Row<T>> getAll(String collection, Collection<String> keys) {
    var found = HashMap.<String, Row<T>>newHashMap(keys.size());
    var wanted = keys.stream().map(OrderedText::encode).toList();
    for (int from = 0; from < wanted.size(); from += CHUNK) {
      var some = wanted.subList(from, Math.min(from + CHUNK, wanted.size()));
      for (Document document : find(collection, Filters.in(KEY, some), new Document(), CHUNK)) {
        Row<T> row = row(document);
        found.put(row.key(), row);
      }
    }
    return found;
  }

  private List<Document> find(String collection, Bson filter, Document order, int limit) {
    return database.read(
        collection,
        rows ->
            rows.find(filter).sort(order).limit(limit).batchSize(limit).into(new ArrayList<>()));
  }

  List<String> keys(String collection, String index, String prefix) {
    Bson filter = beginning(fieldOf(index), prefix);
    return database.in(
        collection,
        rows ->
            rows.find(filter)
                .projection(Projections.include(KEY))
                .map(Rows::key)
                .into(new ArrayList<>()));
  }

  private static Bson beginning(String field, String prefix) {
    String encoded = OrderedText.encode(prefix);
    return Filters.and(Filters.gte(field, encoded), Filters.lt(field, OrderedText.behind(encoded)));
  }

  Page<T> page(String collection, String index, String prefix, @Nullable String after, int limit) {
    String field = index.equals(ViewReader.BY_KEY) ? KEY : field(view.order(index).name());
    String scope = view.name() + "/" + index;
    Bson filter = beginning(field, prefix);
    if (after != null) {
      filter = Filters.and(filter, behind(field, startOf(Cursor.decode(scope, after), prefix)));
    }
    var order = new Document(field, 1);
    if (!field.equals(KEY)) {
      order.append(KEY, 1);
    }
    List<Document> found = find(collection, filter, order, limit + 1);
    var page = found.stream().limit(limit).map(this::row).toList();
    if (found.size() <= limit) {
      return new Page<>(page, null);
    }
    Document last = found.get(limit - 1);
    String entry = OrderedText.decode(last.getString(field));
    return new Page<>(page, new Cursor(entry, key(last)).encode(scope));
  }

  private static Cursor startOf(Cursor cursor, String prefix) {
    if (!cursor.entry().startsWith(prefix)) {
      throw new IllegalArgumentException("not a cursor of this order of rows");
    }
    return cursor;
  }

  /** The range of entries comes first: it is what an index can be walked by. */
  private static Bson behind(String field, Cursor start) {
    String key = OrderedText.encode(start.key());
    if (field.equals(KEY)) {
      return Filters.gt(KEY, key);
    }
    String entry = OrderedText.encode(start.entry());
    return Filters.and(
        Filters.gte(field, entry), Filters.or(Filters.gt(field, entry), Filters.gt(KEY, key)));
  }
}
