package io.hindsight.readmodel.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * A batch as it is written down before any of its rows is touched: in parts, each of which fits
 * into a document.
 *
 * @param parts documents with the rows to put and the keys of those to delete
 * @param to the position that the batch brings its generation to; rows carry it
 */
record StoredBatch(List<Document> parts, long to) {
  /** A document of MongoDB has at most 16 MB. */
  private static final int PART_BYTES = 4_000_000;

  private static final int DELETED_AT_ONCE = 1_000;
  static final String GENERATION = "generation";
  private static final String TURN = "turn";
  private static final String PART = "part";
  private static final String PUT = "put";
  private static final String DELETE = "delete";
  private static final String TO = "to";
  private static final String PARTS = "parts";
  private static final String FIRST = "first";
  private static final int DUPLICATE_KEY = 11_000;

  /** A row as a document, and about how many bytes it takes. */
  record SizedRow(Document row, int bytes) {}

  static StoredBatch of(List<SizedRow> rows, List<String> deletes, long to) {
    var parts = new ArrayList<Document>();
    var put = new ArrayList<Document>();
    var delete = new ArrayList<String>();
    long bytes = 0;
    for (String key : deletes) {
      bytes += 3L * key.length();
      if (bytes > PART_BYTES && !delete.isEmpty()) {
        parts.add(part(put, delete));
        delete = new ArrayList<>();
        bytes = 3L * key.length();
      }
      delete.add(key);
    }
    for (SizedRow row : rows) {
      bytes += row.bytes();
      if (bytes > PART_BYTES && !(put.isEmpty() && delete.isEmpty())) {
        parts.add(part(put, delete));
        put = new ArrayList<>();
        delete = new ArrayList<>();
        bytes = row.bytes();
      }
      put.add(row.row());
    }
    parts.add(part(put, delete));
    return new StoredBatch(parts, to);
  }

  private static Document part(List<Document> put, List<String> delete) {
    return new Document(PUT, put).append(DELETE, delete);
  }

  /**
   * What a generation's document holds while the batch is under way: its first part.
   *
   * @param turn of that document: no two batches of a generation have the same
   */
  Document header(long turn) {
    return new Document(TO, to)
        .append(TURN, turn)
        .append(PARTS, parts.size())
        .append(FIRST, parts.getFirst());
  }

  /** The parts that do not fit there. */
  List<Document> others(String generation, long turn) {
    var others = new ArrayList<Document>();
    for (int i = 1; i < parts.size(); i++) {
      others.add(
          new Document("_id", generation + "/" + turn + "/" + i)
              .append(GENERATION, generation)
              .append(TURN, turn)
              .append(PART, i)
              .append(PUT, parts.get(i).get(PUT))
              .append(DELETE, parts.get(i).get(DELETE)));
    }
    return others;
  }

  static StoredBatch read(Document header, Database database, String generation) {
    var parts = new ArrayList<Document>();
    parts.add(header.get(FIRST, Document.class));
    int count = header.getInteger(PARTS);
    if (count > 1) {
      database.in(
          Database.BATCHES,
          batches ->
              batches
                  .find(
                      Filters.and(
                          Filters.eq(GENERATION, generation),
                          Filters.eq(TURN, header.getLong(TURN))))
                  .sort(new Document(PART, 1))
                  .into(parts));
    }
    if (parts.size() != count) {
      throw new IllegalStateException(
          "%s: %d of %d parts of a batch are there".formatted(generation, parts.size(), count));
    }
    return new StoredBatch(parts, header.getLong(TO));
  }

  /** Writes all rows; again, if need be: the outcome is the same. */
  void writeTo(String collection, Database database) {
    for (Document part : parts) {
      var writes = new ArrayList<WriteModel<Document>>();
      List<String> delete = part.getList(DELETE, String.class);
      for (int from = 0; from < delete.size(); from += DELETED_AT_ONCE) {
        var some = delete.subList(from, Math.min(delete.size(), from + DELETED_AT_ONCE));
        writes.add(
            new DeleteManyModel<>(
                Filters.and(Filters.in("_id", some), Filters.lte(Rows.WRITTEN_TO, to))));
      }
      for (Document row : part.getList(PUT, Document.class)) {
        writes.add(
            new ReplaceOneModel<>(
                Filters.and(Filters.eq(row.get("_id")), Filters.lte(Rows.WRITTEN_TO, to)),
                row,
                new ReplaceOptions().upsert(true)));
      }
      if (!writes.isEmpty()) {
        database.in(
            collection,
            rows -> {
              try {
                return rows.bulkWrite(writes, new BulkWriteOptions().ordered(false));
              } catch (MongoBulkWriteException e) {
                throw isAhead(e) ? conflict(collection) : e;
              }
            });
      }
    }
  }

  /** A row that was written up to a later position is not found, and cannot be inserted. */
  private static boolean isAhead(MongoBulkWriteException failure) {
    return failure.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY);
  }

  private PositionConflict conflict(String collection) {
    return new PositionConflict(
        "rows of %s were written beyond %d: somebody else writes it".formatted(collection, to));
  }
}
