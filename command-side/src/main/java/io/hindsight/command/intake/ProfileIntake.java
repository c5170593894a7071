package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Takes in what people tell about themselves. Subjects are on disk before their facts are. */
public final class ProfileIntake {
  private final IntakeLog log;
  private final StreamHeads heads;
  private final KnownStreams known;
  private final KeyStore keys;
  private final InstantSource clock;

  public ProfileIntake(
      FactLog log, StreamHeads heads, KnownStreams known, KeyStore keys, InstantSource clock) {
    this.log = new IntakeLog(log);
    this.heads = heads;
    this.known = known;
    this.keys = keys;
    this.clock = clock;
  }

  @CommandHandler
  public IntakeReceipt handle(RecordProfiles command) {
    Rejections<Profile> sorted =
        Rejections.sort(command.drafts(), command.malformed(), ProfileRules::judge);
    return keys.whileNobodyIsErased(() -> bring(command.requestId(), sorted));
  }

  private IntakeReceipt bring(String requestId, Rejections<Profile> sorted) {
    Instant now = clock.instant();
    Map<String, String> metadata = IntakeLog.metadata(requestId);
    Map<UserId, SubjectId> subjects =
        keys.resolve(sorted.fit().stream().map(Profile::user).toList());
    ProfileStreams streams = new ProfileStreams(keys, subjects, now);
    Revisions.Outcome outcome =
        new Revisions<>(log, heads, streams)
            .bring(sorted.fit(), sorted.account(requestId, "users", now, metadata), metadata);
    List<String> ids = new ArrayList<>(sorted.fit().size());
    for (Profile profile : sorted.fit()) {
      ids.add(profile.user().value());
      known.began(streams.stream(profile).name());
    }
    return new IntakeReceipt(
        outcome.accepted(),
        outcome.duplicates(),
        0,
        0,
        0,
        sorted.rejected(),
        ids,
        outcome.position());
  }

  private record ProfileStreams(KeyStore keys, Map<UserId, SubjectId> subjects, Instant now)
      implements Revisions.Rules<Profile, Profile.Content> {

    private SubjectId subject(Profile profile) {
      return requireNonNull(subjects.get(profile.user()));
    }

    @Override
    public Stream stream(Profile profile) {
      return Stream.of(subject(profile));
    }

    @Override
    public Profile.Content read(Object lastEvent) {
      ProfileDetails details =
          switch ((ProfileEvent) lastEvent) {
            case ProfileCreated created -> created.details();
            case ProfileRevised revised -> revised.details();
          };
      return new Profile.Content(
          open(details.name()),
          open(details.email()),
          open(details.attributes()),
          details.preferences());
    }

    private @Nullable String open(@Nullable Personal personal) {
      if (personal == null) {
        return null;
      }
      return switch (keys.open(personal)) {
        case Disclosed.Clear(String text) -> text;
        case Disclosed.Erased() -> null;
      };
    }

    @Override
    public Profile.Content wanted(Profile profile) {
      return profile.content();
    }

    @Override
    public ProfileEvent event(Profile profile, Profile.@Nullable Content before) {
      SubjectId subject = subject(profile);
      Profile.Content content = profile.content();
      ProfileDetails details =
          new ProfileDetails(
              seal(subject, content.name()),
              seal(subject, content.email()),
              seal(subject, content.attributes()),
              content.preferences());
      return before == null
          ? new ProfileCreated(subject, details, now)
          : new ProfileRevised(subject, details, now);
    }

    private @Nullable Personal seal(SubjectId subject, @Nullable String text) {
      return text == null ? null : keys.seal(subject, text);
    }
  }
}
