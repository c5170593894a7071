package io.hindsight.readmodel.sqlite;

import io.hindsight.readmodel.store.ViewsUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The file's only writer. Writers queue at a fair Java lock, so that SQLite's own lock, whose wait
 * is a sleep in native code, is never contended.
 */
final class Writer implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Session session;

  Writer(Path file) {
    try {
      session = Session.forWriting(file);
    } catch (SQLException e) {
      throw new ViewsUnavailable("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  interface Work<R> {
    R on(Session session) throws SQLException;
  }

  <R> R inTransaction(Work<R> work) {
    lock.lock();
    try {
      R result = work.on(session);
      session.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw new ViewsUnavailable("the views could not be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      rollback(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** What runs in transactions of its own. */
  <R> R alone(Work<R> work) {
    lock.lock();
    try {
      return work.on(session);
    } catch (SQLException e) {
      throw new ViewsUnavailable("the views could not be written: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private void rollback(Exception cause) {
    try {
      session.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      session.close();
    } catch (SQLException e) {
      throw new ViewsUnavailable("the views could not be closed: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
