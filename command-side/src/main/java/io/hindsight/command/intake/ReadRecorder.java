package io.hindsight.command.intake;

import io.hindsight.contracts.audit.AuditEvent.RecordsRead;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;

/** Remembers who looked into the past. */
public final class ReadRecorder {
  private final IntakeLog log;
  private final Subjects subjects;
  private final InstantSource clock;
  private final Ids ids;

  public ReadRecorder(FactLog log, Subjects subjects, InstantSource clock, Ids ids) {
    this.log = new IntakeLog(log);
    this.subjects = subjects;
    this.clock = clock;
    this.ids = ids;
  }

  @CommandHandler
  public Reply handle(RecordRead command) {
    Map<String, String> about = new TreeMap<>(command.about());
    if (command.user() != null) {
      about.put("subjectId", subjects.find(command.user()).map(SubjectId::value).orElse("unknown"));
    }
    RecordsRead read = new RecordsRead(command.what(), about, command.auditor(), clock.instant());
    Appended appended =
        log.append(
            List.of(
                new Fact(
                    Stream.ofAuditRead(ids.next()),
                    Expectation.NEW_STREAM,
                    read,
                    IntakeLog.metadata(null))));
    return new Reply.Done(appended.position(), 0, true);
  }
}
