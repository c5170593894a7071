package io.hindsight.readmodel.sqlite;

import io.hindsight.readmodel.store.ViewsUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A fixed number of reading connections. Callers run on platform threads: a virtual thread inside
 * SQLite's native code holds its carrier, and two of them would freeze a small machine.
 */
final class ReadPool implements AutoCloseable {
  private static final int WAIT_SECONDS = 10;

  private final BlockingQueue<Session> idle;
  private final int size;

  ReadPool(Path file, int size) {
    this.size = size;
    idle = new ArrayBlockingQueue<>(size);
    try {
      for (int i = 0; i < size; i++) {
        idle.add(Session.forReading(file));
      }
    } catch (SQLException e) {
      throw new ViewsUnavailable("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  /** Everything that the work reads comes from one snapshot of the file. */
  <R> R read(Writer.Work<R> work) {
    Session session = take();
    try {
      R result = work.on(session);
      session.commit();
      return result;
    } catch (SQLException e) {
      rollback(session, e);
      throw new ViewsUnavailable("the views could not be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      rollback(session, e);
      throw e;
    } finally {
      idle.add(session);
    }
  }

  private Session take() {
    try {
      Session session = idle.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (session != null) {
        return session;
      }
      throw new ViewsUnavailable(
          "all " + size + " readers of the views are busy", new TimeoutException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewsUnavailable("interrupted while waiting for a reader of the views", e);
    }
  }

  private static void rollback(Session session, Exception cause) {
    try {
      session.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Waits for readers that are still at work. */
  @Override
  public void close() {
    for (int i = 0; i < size; i++) {
      Session session = take();
      try {
        session.close();
      } catch (SQLException e) {
        throw new ViewsUnavailable("the views could not be closed: " + e.getMessage(), e);
      }
    }
  }
}
