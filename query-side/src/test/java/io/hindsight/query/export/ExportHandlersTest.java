package io.hindsight.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.ExportPage;
import io.hindsight.contracts.queries.ViewAnswer.ExportedEvent;
import io.hindsight.contracts.queries.ViewQuery.FindExportPage;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.SealedMemoryLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportHandlersTest {
  private static final UserId ANN = new UserId("ann");

  private final MemorySubjects subjects = new MemorySubjects();
  private final SealedMemoryLog log = new SealedMemoryLog();
  private final ExportHandlers handlers = new ExportHandlers(subjects, log);

  private ExportPage page(LogPosition after, LogPosition upTo, int limit) {
    return ((Answer.Found<ExportPage>)
            handlers.findExportPage(new FindExportPage(ANN, after, upTo, limit)))
        .value();
  }

  private List<ExportedEvent> all(int limit) {
    List<ExportedEvent> events = new ArrayList<>();
    ExportPage page = page(LogPosition.START, null, limit);
    events.addAll(page.events());
    while (page.next() != null) {
      page = page(page.next(), page.upTo(), limit);
      events.addAll(page.events());
    }
    return events;
  }

  @Test
  void envelopesAreOpenedWhereverTheyStandAndTheRestIsAsStored() {
    SubjectId ann = subjects.know("ann");
    String sealed = subjects.seal(ann, "red \"shoes\"").envelope();
    log.add(
        "interaction.InteractionRecorded",
        "{\"subjectId\":\"s-ann\",\"type\":\"search_click\",\"itemId\":\"i1\",\"unitPrice\":1.50,"
            + "\"deep\":[{\"query\":\""
            + sealed.replace("\"", "\\\"")
            + "\"}]}");
    ExportedEvent event = all(10).getFirst();
    assertThat(event.data())
        .contains(
            "\"query\":\"red \\\"shoes\\\"\"", "\"unitPrice\":1.50", "\"subjectId\":\"s-ann\"");
    assertThat(event.account()).contains("search click", "i1");
    subjects.destroyKey(ann);
    assertThat(all(10).getFirst().data()).contains("\"query\":\"erased\"");
  }

  @Test
  void ofListsThatShareAnEventOnesOwnAreThereEachWithItsId() {
    SubjectId ann = subjects.know("ann");
    String list =
        "{\"request\":{\"subjectId\":\"%s\",\"filter\":{\"attributes\":{\"subjectId\":[\"s-ann\"]}}},"
            + "\"items\":{\"ids\":[\"%s\"],\"scores\":[0.10]}}";
    log.add(
        "serving.RecommendationServed",
        "{\"id\":\"r\",\"lists\":[%s,%s,%s]}"
            .formatted(
                list.formatted("s-bob", "i1"),
                list.formatted(ann.value(), "i2"),
                list.formatted(ann.value(), "i3")));
    log.add(
        "serving.RecommendationServed",
        "{\"id\":\"old\"," + list.formatted("s-ann", "i4").substring(1));

    List<ExportedEvent> events = all(10);
    assertThat(events.getFirst().data())
        .contains("\"id\":\"r.1\"", "\"id\":\"r.2\"", "\"scores\":[0.10]")
        .doesNotContain("s-bob", "i1", "\"r\"");
    assertThat(events.getFirst().account())
        .isEqualTo("A list was shown: i2. A list was shown: i3.");
    assertThat(events.getLast().account()).isEqualTo("A list was shown: i4.");
  }

  @Test
  void whichAuditorLookedIsTold() {
    subjects.know("ann");
    String read = "{\"what\":\"history\",\"about\":{\"subjectId\":\"s-ann\"}%s}";
    log.add("audit.RecordsRead", read.formatted(",\"auditor\":\"Jo\""));
    log.add("audit.RecordsRead", read.formatted(""));
    assertThat(all(10))
        .extracting(ExportedEvent::account)
        .containsExactly(
            "Jo looked at your records: history.", "Somebody looked at your records: history.");
  }

  @Test
  void allPagesTogetherHoldEverythingOnceWhateverTheirSize() {
    subjects.know("ann");
    for (int i = 0; i < 50; i++) {
      String who = i % 3 == 0 ? "s-ann" : "s-bob";
      log.add("profile.ProfileRevised", "{\"subjectId\":\"" + who + "\",\"n\":" + i + "}");
    }
    log.stretch = 7;
    List<ExportedEvent> whole = all(1_000);
    assertThat(whole).hasSize(17);
    for (int limit = 1; limit < 20; limit++) {
      assertThat(all(limit)).as("pages of %d", limit).isEqualTo(whole);
    }
  }

  @Test
  void whatComesInMeanwhileIsNotAwaitedForEver() {
    subjects.know("ann");
    log.add("profile.ProfileCreated", "{\"subjectId\":\"s-ann\"}");
    log.add("profile.ProfileRevised", "{\"subjectId\":\"s-ann\"}");
    ExportPage first = page(LogPosition.START, null, 1);
    log.add("profile.ProfileRevised", "{\"subjectId\":\"s-ann\"}");
    ExportPage second = page(first.next(), first.upTo(), 10);
    assertThat(second.events()).hasSize(1);
    assertThat(second.next()).isNull();
  }

  @Test
  void nobodyUnknownIsExported() {
    assertThat(handlers.findExportPage(new FindExportPage(ANN, LogPosition.START, null, 10)))
        .isInstanceOf(Answer.Refused.class);
  }
}
