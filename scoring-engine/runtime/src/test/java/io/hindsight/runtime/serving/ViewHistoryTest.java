package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewHistoryTest {
  @TempDir Path directory;

  private final MemoryLog log = RandomShop.log(51, 20_000);
  private final ViewProgress progress = new ViewProgress();
  private final ServingFold fold = new ServingFold(change -> {});

  /** The history view of the whole log, as its projection keeps it. */
  private final class HistoryView implements ViewReader {
    private final Map<InteractionId, HistoryRow> rows = new LinkedHashMap<>();

    HistoryView() {
      for (RecordedEvent event : log.events()) {
        if (event.event() instanceof InteractionRecorded did) {
          rows.put(did.interactionId(), new HistoryRow(did, event.position(), null));
        } else if (event.event() instanceof InteractionRetracted back) {
          rows.computeIfPresent(
              back.interactionId(),
              (id, row) -> new HistoryRow(row.recorded(), row.position(), event.position()));
        }
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Page<T> page(
        ViewDefinition<T> view, String index, String prefix, String after, int limit) {
      assertThat(view).isSameAs(Views.HISTORY);
      assertThat(index).isEqualTo(ViewReader.BY_KEY);
      long from = after == null ? 0 : Long.parseLong(after);
      List<Row<HistoryRow>> all =
          rows.values().stream()
              .filter(row -> row.key().startsWith(prefix))
              .sorted(Comparator.comparing(HistoryRow::key))
              .map(row -> new Row<>(row.key(), row, log.head()))
              .toList();
      int end = (int) Math.min(all.size(), from + limit);
      String next = end < all.size() ? Integer.toString(end) : null;
      return (Page<T>) new Page<>(all.subList((int) from, end), next);
    }

    @Override
    public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LogPosition position(ViewDefinition<?> view) {
      return log.head();
    }
  }

  @Test
  void aPersonReadFromTheViewIsThePersonOfTheLogAtAnyPosition() {
    log.events().forEach(event -> fold.apply(event.position(), event.recordedAt(), event.event()));
    PersonReader history = new PersonReader(new ViewHistory(new HistoryView(), progress, log));
    PersonReader slow = new PersonReader(new LogHistory(log));
    for (int person = 0; person < 12; person++) {
      SubjectId subject = RandomShop.subject(person);
      for (long at : new long[] {0, 1, 7_777, 15_000, 20_000}) {
        PersonState read = history.read(subject, new LogPosition(at), fold.catalog());
        PersonState expected =
            MemoryHistory.expected(log, subject, new LogPosition(at), fold.catalog());
        assertThat(Pictures.of(read)).isEqualTo(Pictures.of(expected));
        assertThat(Pictures.of(slow.read(subject, new LogPosition(at), fold.catalog())))
            .isEqualTo(Pictures.of(expected));
        assertThat(read.position()).isEqualTo(new LogPosition(at));
      }
    }
    assertThat(history.read(RandomShop.subject(1), log.head(), fold.catalog()).size())
        .as("more than a page")
        .isGreaterThan(1_000);
  }

  @Test
  void theShortWayToThePastGivesWhatTheLongWayGives() throws Exception {
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 3);
    log.events()
        .subList(0, 9_000)
        .forEach(event -> fold.apply(event.position(), event.recordedAt(), event.event()));
    checkpoints.write(fold.image());
    Refold refold = new Refold(log, new ModelStore(directory, AlgorithmRegistry.standard()));
    Basis basis =
        new Basis(
            null,
            new LogPosition(9_500),
            new LogPosition(12_000),
            new LogPosition(11_000),
            1,
            1,
            RandomShop.OPENING);
    Refold.Past past = new Refold.Past(basis, RandomShop.subject(3));
    ServingView quick = refold.view(past, checkpoints).view();
    refold.each(
        List.of(past),
        (same, slow) -> {
          assertThat(Pictures.of(quick.snapshot())).isEqualTo(Pictures.of(slow.snapshot()));
          assertThat(Pictures.of(quick.person())).isEqualTo(Pictures.of(slow.person()));
        });
  }
}
