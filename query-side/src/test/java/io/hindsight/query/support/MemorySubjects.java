package io.hindsight.query.support;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.subjects.Subjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subjects named after their users; an envelope is its text turned around. */
public final class MemorySubjects implements Subjects {
  private final Map<UserId, SubjectId> known = new HashMap<>();
  private final Set<SubjectId> erased = new HashSet<>();

  public SubjectId know(String user) {
    return known.computeIfAbsent(new UserId(user), id -> new SubjectId("s-" + user));
  }

  public void destroyKey(SubjectId subject) {
    erased.add(subject);
  }

  public Personal seal(SubjectId subject, String text) {
    return new Personal(subject, new StringBuilder(text).reverse().toString());
  }

  @Override
  public Optional<SubjectId> find(UserId user) {
    return Optional.ofNullable(known.get(user));
  }

  @Override
  public Map<UserId, SubjectId> findAll(Collection<UserId> users) {
    Map<UserId, SubjectId> found = new HashMap<>(known);
    found.keySet().retainAll(users);
    return found;
  }

  @Override
  public boolean isErased(SubjectId subject) {
    return erased.contains(subject);
  }

  @Override
  public Disclosed open(Personal personal) {
    return erased.contains(personal.subject())
        ? new Disclosed.Erased()
        : new Disclosed.Clear(new StringBuilder(personal.ciphertext()).reverse().toString());
  }
}
