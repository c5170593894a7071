package io.hindsight.command.intake;

import io.hindsight.contracts.audit.AuditEvent.RecordsRead;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;

/** Remembers who looked into the past. */
public final class ReadRecorder {
  private final IntakeLog log;
  private final LogReader reader;
  private final Subjects subjects;
  private final InstantSource clock;
  private final Ids ids;

  public ReadRecorder(
      FactLog log, LogReader reader, Subjects subjects, InstantSource clock, Ids ids) {
    this.log = new IntakeLog(log);
    this.reader = reader;
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
    whoIsIn(command.about()).ifPresent(subject -> about.put("subjectId", subject.value()));
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

  /** Whose list or event it is that they name, so that this person's record shows who looked. */
  private Optional<SubjectId> whoIsIn(Map<String, String> about) {
    String list = about.get("recommendationId");
    String position = about.get("position");
    Optional<RecordedEvent> named = Optional.empty();
    if (list != null) {
      named = reader.latest(Stream.of(new RecommendationId(list)), reader.head());
    } else if (position != null) {
      named = reader.read(List.of(new LogPosition(Long.parseLong(position)))).stream().findFirst();
    }
    return named.map(RecordedEvent::event).flatMap(ReadRecorder::subject);
  }

  private static Optional<SubjectId> subject(Object event) {
    return switch (event) {
      case RecommendationServed served -> Optional.ofNullable(served.request().subjectId());
      case InteractionRecorded recorded -> Optional.of(recorded.subjectId());
      case InteractionRetracted retracted -> Optional.of(retracted.recorded().subjectId());
      case ProfileEvent profile -> Optional.of(profile.subjectId());
      default -> Optional.empty();
    };
  }
}
