package io.hindsight.projections.processing;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One view through its generations. A rebuild fills the next generation from the first event on
 * while the live one goes on; when it has come as far, the two change places.
 */
final class ViewLine<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ViewLine.class);

  /** The live processor is stopped for the switch once the new one is this near. */
  private static final long NEAR = 2_000;

  private final ViewProjection<T> projection;
  private final ViewStore store;
  private final ViewProgress progress;
  private final SharedEventSource source;
  private final Tracer tracer;
  private final Predicate<LogPosition> held;
  private final Executor caretaker;
  private final AtomicBoolean switching = new AtomicBoolean();
  private final Verifier<T> verifier;
  private final Removals removals;

  private volatile @Nullable ViewProcessor<T> live;
  private volatile @Nullable ViewProcessor<T> next;

  /** The generation whose progress readers wait for. */
  private volatile int shown;

  ViewLine(
      ViewProjection<T> projection,
      ViewStore store,
      ViewProgress progress,
      SharedEventSource source,
      Tracer tracer,
      HoldBack holdBack,
      Executor caretaker) {
    this.projection = projection;
    this.store = store;
    this.progress = progress;
    this.source = source;
    this.tracer = tracer;
    // What does not look at interactions has little to do in an import.
    this.held =
        projection.ignores(InteractionRecorded.class)
            ? reached -> false
            : reached -> holdBack.holds(name(), reached);
    this.caretaker = caretaker;
    this.removals = new Removals(projection.view(), store, this::onCaretaker);
    this.verifier = new Verifier<>(this, projection, store, source, switching);
  }

  Removals removals() {
    return removals;
  }

  Verifier<T> verifier() {
    return verifier;
  }

  @Nullable ViewProcessor<T> live() {
    return live;
  }

  @Nullable ViewProcessor<T> next() {
    return next;
  }

  /** Nobody builds a second generation any more; it stays where it is. */
  void forgetNext() {
    next = null;
  }

  private String name() {
    return projection.view().name();
  }

  synchronized void start() {
    var stored = store.live(projection.view());
    shown = stored.number();
    var processor = processor(name(), stored);
    live = processor;
    progress.report(name(), processor.reached());
    processor.start();
    var others = store.generations(projection.view());
    for (int number : others) {
      if (number > shown && (number == others.getLast() || verifier.wants(number))) {
        if (!verifier.goesOn(number)) {
          build(number);
        }
      } else if (number != shown) {
        removals.drop(number);
      }
    }
  }

  private ViewProcessor<T> processor(String name, ViewGeneration<T> generation) {
    int number = generation.number();
    return new ViewProcessor<>(
        name, projection, generation, source, tracer, held, position -> reached(number, position));
  }

  private void reached(int number, LogPosition position) {
    if (number == shown) {
      progress.report(name(), position);
    } else if (isNear(position) && switching.compareAndSet(false, true)) {
      onCaretaker(verifier.isAt(number) ? verifier::compare : this::switchOver);
    }
  }

  private boolean isNear(LogPosition position) {
    var current = live;
    return current != null && position.value() + NEAR >= current.reached().value();
  }

  synchronized Reply rebuild() {
    if (next != null || verifier.keepsGeneration()) {
      return Verifier.underway();
    }
    int number = nextNumber();
    build(number);
    return done(number);
  }

  int nextNumber() {
    var taken = new TreeSet<>(store.generations(projection.view()));
    taken.addAll(removals.underWay());
    return taken.last() + 1;
  }

  Reply done(int number) {
    return new Reply.Done(progress.reached(name()), number, true);
  }

  /** After somebody else wrote the stopped live generation. */
  synchronized void goOnFrom(ViewGeneration<T> generation) {
    var processor = processor(name(), generation);
    live = processor;
    progress.report(name(), processor.reached());
    processor.start();
  }

  void build(int number) {
    LOG.info("view {} is rebuilt as generation {}", name(), number);
    var processor = processor(name() + "@" + number, store.open(projection.view(), number));
    next = processor;
    processor.start();
    // It may have caught up before a restart, and then no event comes to notice it by.
    reached(number, processor.reached());
  }

  /**
   * The old processor is stopped first: only then does it stand still, and the new one can be known
   * to have come as far. Reads go on all the while.
   */
  private void switchOver() {
    var old = live;
    var replacement = next;
    try {
      if (old == null || replacement == null) {
        return;
      }
      old.stop().join();
      if (!waitFor(replacement, old.reached())) {
        old.start();
        return;
      }
      int number = replacement.generation().number();
      store.switchTo(projection.view(), number);
      synchronized (this) {
        shown = number;
        live = replacement;
        next = null;
      }
      progress.report(name(), replacement.reached());
      LOG.info("view {} switched to generation {}", name(), number);
      removals.drop(old.generation().number());
    } finally {
      switching.set(false);
    }
  }

  /** Gives up where the new generation stopped: the old one then goes on. */
  private static boolean waitFor(ViewProcessor<?> processor, LogPosition position) {
    while (!processor.reached().reaches(position)) {
      if (processor.problem() != null) {
        return false;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Removes what nobody folds into: an erasure never reaches it. What a verification is at just now
   * stays until that is over.
   *
   * @return whether there was something to remove
   */
  synchronized boolean discardUnused() {
    Set<Integer> unused = verifier.letGo() ? unused() : Set.of();
    unused.forEach(removals::discard);
    return !unused.isEmpty();
  }

  /** The generations that are stored, and that nobody folds into; also those on their way out. */
  Set<Integer> unused() {
    var unused = new TreeSet<>(store.generations(projection.view()));
    processors().forEach(used -> unused.remove(used.generation().number()));
    unused.addAll(removals.underWay());
    return unused;
  }

  private void onCaretaker(Runnable work) {
    try {
      caretaker.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.error(
                  "view {}: changing generations failed; the next start tries again", name(), e);
            }
          });
    } catch (RejectedExecutionException e) {
      // Shutting down: the next start finds both generations and goes on from there.
    }
  }

  synchronized CompletableFuture<Void> stop() {
    var stopping = new ArrayList<CompletableFuture<Void>>();
    for (var processor : processors()) {
      stopping.add(processor.stop());
    }
    return CompletableFuture.allOf(stopping.toArray(CompletableFuture<?>[]::new));
  }

  private List<ViewProcessor<T>> processors() {
    var all = new ArrayList<ViewProcessor<T>>();
    var current = live;
    if (current != null) {
      all.add(current);
    }
    var coming = next;
    if (coming != null) {
      all.add(coming);
    }
    return all;
  }

  synchronized List<ViewAnswer.View> status(LogPosition head) {
    return processors().stream().map(processor -> status(processor, head)).toList();
  }

  private String kindOf(ViewProcessor<T> processor) {
    return verifier.isAt(processor.generation().number()) ? "verifying" : "rebuilding";
  }

  private ViewAnswer.View status(ViewProcessor<T> processor, LogPosition head) {
    String problem = processor.problem();
    LogPosition at = processor.reached();
    String status = problem != null ? "stopped" : processor == live ? "live" : kindOf(processor);
    return new ViewAnswer.View(
        name(),
        processor.generation().number(),
        status,
        at,
        Math.max(0, head.value() - at.value()),
        problem);
  }
}
