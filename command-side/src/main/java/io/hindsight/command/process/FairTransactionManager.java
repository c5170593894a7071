package io.hindsight.command.process;

import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Transactions on a store with a single writer, in turn. Queueing here instead of at the database
 * is fair, and needs no busy timeout.
 */
final class FairTransactionManager implements TransactionManager {
  private final TransactionManager database;
  private final ReentrantLock turn = new ReentrantLock(true);

  FairTransactionManager(TransactionManager database) {
    this.database = database;
  }

  @Override
  public Transaction startTransaction() {
    turn.lock();
    try {
      return new Turn(database.startTransaction());
    } catch (RuntimeException | Error e) {
      turn.unlock();
      throw e;
    }
  }

  /** Ends once: a unit of work whose commit failed asks for a rollback afterwards. */
  private final class Turn implements Transaction {
    private final Transaction transaction;
    private boolean over;

    Turn(Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public void commit() {
      end(transaction::commit);
    }

    @Override
    public void rollback() {
      end(transaction::rollback);
    }

    private void end(Runnable action) {
      if (over) {
        return;
      }
      over = true;
      try {
        action.run();
      } finally {
        turn.unlock();
      }
    }
  }
}
