package io.hindsight.command.intake;

import io.hindsight.contracts.audit.AuditEvent.RecordsRead;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.impressions.ImpressionEvent.ImpressionRecorded;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    List<SubjectId> seen = whoIsIn(command.about());
    List<Fact> facts = new ArrayList<>();
    if (seen.isEmpty()) {
      facts.add(read(command, about));
    }
    for (SubjectId subject : seen) {
      about.put("subjectId", subject.value());
      facts.add(read(command, about));
    }
    return new Reply.Done(log.append(facts).position(), 0, true);
  }

  private Fact read(RecordRead command, Map<String, String> about) {
    return new Fact(
        Stream.ofAuditRead(ids.next()),
        Expectation.NEW_STREAM,
        new RecordsRead(command.what(), about, command.auditor(), clock.instant()),
        IntakeLog.metadata(null));
  }

  /**
   * Whose list or event it is that they name, so that each person's record shows who looked. Lists
   * of several people may share an event.
   */
  private List<SubjectId> whoIsIn(Map<String, String> about) {
    String list = about.get("recommendationId");
    String position = about.get("position");
    if (list != null) {
      return java.util.stream.Stream.of(list, about.getOrDefault("with", list))
          .flatMap(id -> whose(new RecommendationId(id)).stream())
          .distinct()
          .toList();
    }
    if (position != null) {
      return reader.read(List.of(new LogPosition(Long.parseLong(position)))).stream()
          .flatMap(event -> subjects(event.event()).stream())
          .distinct()
          .toList();
    }
    return List.of();
  }

  private Optional<SubjectId> whose(RecommendationId id) {
    return reader
        .latest(Stream.of(id), reader.head())
        .map(RecordedEvent::event)
        .filter(RecommendationServed.class::isInstance)
        .flatMap(event -> ((RecommendationServed) event).receipt(id))
        .map(receipt -> receipt.request().subjectId());
  }

  private static List<SubjectId> subjects(Object event) {
    return switch (event) {
      case RecommendationServed served ->
          served.lists().stream()
              .map(list -> list.request().subjectId())
              .filter(Objects::nonNull)
              .toList();
      case InteractionRecorded recorded -> List.of(recorded.subjectId());
      case InteractionRetracted retracted -> List.of(retracted.recorded().subjectId());
      case ProfileEvent profile -> List.of(profile.subjectId());
      case ConsentEvent consent -> List.of(consent.subjectId());
      case ErasureEvent erasure -> List.of(erasure.subjectId());
      case ImpressionRecorded shown ->
          shown.subjectId() == null ? List.of() : List.of(shown.subjectId());
      default -> List.of();
    };
  }
}
