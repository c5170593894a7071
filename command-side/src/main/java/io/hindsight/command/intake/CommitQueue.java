package io.hindsight.command.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the committer, in two bounded lanes. A group comes from one lane only, and the
 * lanes take turns: a receipt never shares a commit with an import's thousands, waits for one such
 * commit at most, and an import is never starved by small calls.
 *
 * <p>A commit costs the same for one small call as for twenty, so a group of them lingers until
 * half of the callers wait that there seem to be: those of the group before, who are about to ask
 * again, and those who came while it was written. The other half is then at work while this one
 * commits. A lone caller does not wait.
 */
final class CommitQueue {
  private final GroupCommitSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private final Lane small = new Lane();
  private final Lane large = new Lane();
  private boolean smallWasLast;
  private int lastSmallGroup;
  private int company;
  private boolean closed;

  private static final class Lane {
    final Queue<PendingAppend> calls = new ArrayDeque<>();
    int events;
    long bytes;

    void add(PendingAppend call) {
      calls.add(call);
      events += call.size();
      bytes += call.bytes();
    }

    PendingAppend remove() {
      PendingAppend call = calls.remove();
      events -= call.size();
      bytes -= call.bytes();
      return call;
    }
  }

  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  CommitQueue(GroupCommitSettings settings) {
    this.settings = settings;
  }

  /** Waits a bounded time for room. A call larger than a whole lane goes into an empty one. */
  Offer offer(PendingAppend call, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      Lane lane = call.size() <= settings.smallCall() ? small : large;
      while (!closed && !hasRoom(lane, call)) {
        if (left <= 0) {
          return Offer.FULL;
        }
        left = taken.awaitNanos(left);
      }
      if (closed) {
        return Offer.CLOSED;
      }
      lane.add(call);
      if (!isWorthWaiting()) {
        arrived.signal();
      }
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** The calls of the next commit, in their order of arrival; empty once closed and drained. */
  List<PendingAppend> nextGroup() {
    lock.lock();
    try {
      int half = (lastSmallGroup + small.calls.size()) / 2;
      while (small.calls.isEmpty() && large.calls.isEmpty()) {
        if (closed) {
          return List.of();
        }
        arrived.awaitUninterruptibly();
      }
      linger(half);
      boolean contended = !small.calls.isEmpty() && !large.calls.isEmpty();
      boolean smallNow = contended ? !smallWasLast : large.calls.isEmpty();
      smallWasLast = smallNow;
      List<PendingAppend> group = take(smallNow ? small : large, contended ? 2 : 1);
      lastSmallGroup = smallNow ? group.size() : 0;
      taken.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void linger(int enough) {
    company = enough;
    try {
      long left = settings.linger().toNanos();
      while (left > 0 && isWorthWaiting()) {
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      company = 0;
    }
  }

  private boolean isWorthWaiting() {
    return small.calls.size() < company
        && small.events < settings.groupEvents()
        && large.calls.isEmpty()
        && !closed;
  }

  int events() {
    lock.lock();
    try {
      return small.events + large.events;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** While both lanes wait a group is smaller, so that the other lane's turn comes sooner. */
  private List<PendingAppend> take(Lane lane, int shares) {
    List<PendingAppend> group = new ArrayList<>();
    int events = 0;
    long bytes = 0;
    PendingAppend next = lane.calls.peek();
    while (next != null
        && (group.isEmpty()
            || (events + next.size() <= settings.groupEvents() / shares
                && bytes + next.bytes() <= settings.groupBytes() / shares))) {
      group.add(lane.remove());
      events += next.size();
      bytes += next.bytes();
      next = lane.calls.peek();
    }
    return group;
  }

  private boolean hasRoom(Lane lane, PendingAppend call) {
    return lane.calls.isEmpty()
        || (lane.events + call.size() <= settings.queuedEvents()
            && lane.bytes + call.bytes() <= settings.queuedBytes());
  }

  /** For tests: whether a group waits for company. */
  boolean isLingering() {
    lock.lock();
    try {
      return company > 0 && lock.hasWaiters(arrived);
    } finally {
      lock.unlock();
    }
  }

  /** For tests: whether a caller is waiting for room. */
  boolean hasWaitingCallers() {
    lock.lock();
    try {
      return lock.hasWaiters(taken);
    } finally {
      lock.unlock();
    }
  }
}
