package io.hindsight.readmodel.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One generation as the database has it: a document that says where it stands, and a collection of
 * rows. A batch is first written down in that document, then in the rows, and then it is over; the
 * position moves last. Whoever finds a batch written down carries it out, so each is stored as a
 * whole, whenever its writer dies.
 */
final class Generation {
  static final String VIEW = "view";
  static final String NUMBER = "number";
  static final String LAYOUT = "layout";
  static final String POSITION = "position";
  static final String ROWS = "rows";
  private static final String MOVING_TO = "movingTo";
  static final String WRITER = "writer";
  private static final String TURN = "turn";
  private static final String BATCH = "batch";

  private final Database database;
  private final Lease lease;

  /** Held by readers while they use the name of the rows, and alone by who changes it. */
  private final Lock moving;

  final String id;
  final String view;
  final int number;
  final String layout;

  /** Held while a batch is stored. */
  final ReentrantLock writing = new ReentrantLock();

  private volatile String rows;
  private volatile LogPosition position;

  /** Counts the document's changes, so that one that comes late changes nothing. */
  private long turn;

  /** A write failed, and may have been carried out, or may be yet. */
  private boolean unsure;

  Generation(Database database, Lease lease, Lock moving, Document document) {
    this.database = database;
    this.lease = lease;
    this.moving = moving;
    this.id = document.getString("_id");
    this.view = document.getString(VIEW);
    this.number = document.getInteger(NUMBER);
    this.layout = document.getString(LAYOUT);
    this.rows = document.getString(ROWS);
    this.position = new LogPosition(document.getLong(POSITION));
    this.turn = document.getLong(TURN);
  }

  static String id(String view, int number) {
    return "generation/" + view + "/" + number;
  }

  static Document fresh(String view, int number, String layout, String rows) {
    return new Document("_id", id(view, number))
        .append(VIEW, view)
        .append(NUMBER, number)
        .append(LAYOUT, layout)
        .append(ROWS, rows)
        .append(POSITION, 0L)
        .append(TURN, 0L);
  }

  String rows() {
    return rows;
  }

  LogPosition position() {
    return position;
  }

  /** To be called before anything is read that a batch is made from, with the lock held. */
  void settle() {
    if (unsure) {
      recover(true);
    }
  }

  /** With the lock held. */
  void store(StoredBatch batch, boolean empty, LogPosition from, LogPosition to) {
    settle();
    if (!position.equals(from)) {
      throw new PositionConflict(
          "%s (generation %d) stands at %s, not at %s: somebody else writes it"
              .formatted(view, number, position, from));
    }
    unsure = true;
    if (empty) {
      change(Updates.set(POSITION, to.value()));
      position = to;
    } else {
      var others = batch.others(id, turn);
      if (!others.isEmpty()) {
        database.in(Database.BATCHES, batches -> batches.insertMany(others));
      }
      change(Updates.set(BATCH, batch.header(turn)));
      finish(batch);
    }
    unsure = false;
  }

  private void finish(StoredBatch batch) {
    batch.writeTo(rows, database);
    change(Updates.combine(Updates.set(POSITION, batch.to()), Updates.unset(BATCH)));
    if (batch.parts().size() > 1) {
      forgetParts();
    }
    position = new LogPosition(batch.to());
  }

  private void forgetParts() {
    database.in(
        Database.BATCHES, batches -> batches.deleteMany(Filters.eq(StoredBatch.GENERATION, id)));
  }

  /** Where somebody else has changed the document, or has taken over, nothing changes. */
  private void change(Bson update) {
    Bson mine =
        Filters.and(Filters.eq(id), Filters.eq(TURN, turn), Filters.eq(WRITER, lease.epoch()));
    boolean done =
        database.inCatalog(
            catalog ->
                catalog
                        .updateOne(mine, Updates.combine(update, Updates.inc(TURN, 1L)))
                        .getMatchedCount()
                    == 1);
    if (!done) {
      throw new PositionConflict(
          "%s (generation %d) is not where it was: somebody else writes it"
              .formatted(view, number));
    }
    turn++;
  }

  /**
   * Carries out what was written down. Before that the rows get another name: a write that is still
   * on its way goes to the old one, where nobody looks.
   *
   * @param suspect whether such writes may be on their way
   */
  void recover(boolean suspect) {
    Document document = read();
    turn = document.getLong(TURN);
    position = new LogPosition(document.getLong(POSITION));
    Document header = document.get(BATCH, Document.class);
    if (suspect || header != null) {
      moveRows(document);
    }
    if (header != null) {
      finish(StoredBatch.read(header, database, id));
    }
    if (suspect || header != null) {
      forgetParts();
    }
    unsure = false;
  }

  /**
   * The name of the rows by a document, also in the middle of a move: where the new name is there,
   * it is the rows'. A rename that comes in between shows in the document right after it.
   */
  static String rowsNow(Document document, Database database) {
    String begun = document.getString(MOVING_TO);
    return begun != null && database.collections().contains(begun)
        ? begun
        : document.getString(ROWS);
  }

  private Document read() {
    return database
        .inCatalog(catalog -> Optional.ofNullable(catalog.find(Filters.eq(id)).first()))
        .orElseThrow(
            () -> new PositionConflict(id + " is gone: somebody else has taken the views over"));
  }

  /** Goes on with a move that was broken off: where the new name is there, it is the rows'. */
  private void moveRows(Document document) {
    moving.lock();
    try {
      String old = rowsNow(document, database);
      String next = database.newRows(view, number);
      change(Updates.combine(Updates.set(ROWS, old), Updates.set(MOVING_TO, next)));
      database.rename(old, next);
      change(Updates.combine(Updates.set(ROWS, next), Updates.unset(MOVING_TO)));
      rows = next;
    } finally {
      moving.unlock();
    }
  }

  /** Deletes parts that a failure left behind. */
  void scrub() {
    writing.lock();
    try {
      settle();
      forgetParts();
    } finally {
      writing.unlock();
    }
  }

  /** The collections that the document speaks of. */
  static boolean uses(Document document, String collection) {
    return Objects.equals(collection, document.getString(ROWS))
        || Objects.equals(collection, document.getString(MOVING_TO));
  }
}
