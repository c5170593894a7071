package io.hindsight.contracts.profiles;

import io.hindsight.contracts.ids.SubjectId;
import java.time.Instant;

/** What a person told about themselves. */
public sealed interface ProfileEvent {
  SubjectId subjectId();

  Instant at();

  /** The first account of the person. */
  record ProfileCreated(SubjectId subjectId, ProfileDetails details, Instant at)
      implements ProfileEvent {}

  /** The account was replaced as a whole. */
  record ProfileRevised(SubjectId subjectId, ProfileDetails details, Instant at)
      implements ProfileEvent {}
}
