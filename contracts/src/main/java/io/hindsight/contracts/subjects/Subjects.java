package io.hindsight.contracts.subjects;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who is behind a subject, and what their envelopes hold. Reads only: subjects are made by the
 * intake.
 */
public interface Subjects {

  /** The subject of a user that has ever been seen and was not erased. Never makes one. */
  Optional<SubjectId> find(UserId user);

  Map<UserId, SubjectId> findAll(Collection<UserId> users);

  Disclosed open(Personal personal);

  /** Whether the subject's key was destroyed, or there never was one. */
  boolean isErased(SubjectId subject);
}
