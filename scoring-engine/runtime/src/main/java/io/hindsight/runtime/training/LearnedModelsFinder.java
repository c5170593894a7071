package io.hindsight.runtime.training;

import io.hindsight.contracts.erasure.ErasureOrder.FindLearnedModels;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Tells which models learned from a person: those trained on a log that has one of their
 * interactions. That one may have been taken back before, so this names too many rather than too
 * few. Looks through the whole log.
 */
public final class LearnedModelsFinder {
  private static final int PAGE = 1_000;
  private static final String ACTIVE = "active";

  private final LogReader log;
  private final ViewReader views;

  /**
   * @param views that have come past the person's erasure
   */
  public LearnedModelsFinder(LogReader log, ViewReader views) {
    this.log = log;
    this.views = views;
  }

  @CommandHandler
  public List<LearnedModels> handle(FindLearnedModels command) {
    LogPosition first = firstInteraction(command.subjectId());
    if (first == null) {
      return List.of();
    }
    Map<String, LearnedModels> found = new TreeMap<>();
    String after = null;
    do {
      Page<ModelRow> page = views.page(Views.MODELS, ViewReader.BY_KEY, "", after, PAGE);
      page.rows().stream()
          .filter(row -> row.key().contains("/"))
          .forEach(row -> add(row.value(), first, found));
      after = page.next();
    } while (after != null);
    return new ArrayList<>(found.values());
  }

  private @Nullable LogPosition firstInteraction(SubjectId subject) {
    LogPosition[] first = {null};
    log.readMentioning(
        subject.value(),
        log.head(),
        Set.of(InteractionRecorded.class),
        event -> {
          if (first[0] == null
              && event.event() instanceof InteractionRecorded did
              && did.subjectId().equals(subject)) {
            first[0] = event.position();
          }
        });
    return first[0];
  }

  private static void add(ModelRow row, LogPosition first, Map<String, LearnedModels> found) {
    Provenance provenance = row.provenance();
    if (provenance != null && provenance.upTo().reaches(first)) {
      Integer serving = row.status().equals(ACTIVE) ? row.version() : null;
      found.merge(
          row.algorithm(),
          new LearnedModels(row.algorithm(), row.version(), row.version(), serving),
          LearnedModelsFinder::together);
    }
  }

  private static LearnedModels together(LearnedModels one, LearnedModels other) {
    return new LearnedModels(
        one.algorithm(),
        Math.min(one.fromVersion(), other.fromVersion()),
        Math.max(one.toVersion(), other.toVersion()),
        one.servingVersion() != null ? one.servingVersion() : other.servingVersion());
  }
}
