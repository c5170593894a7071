package io.hindsight.readmodel.views;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.profiles.ProfileDetails;

/** Key: the subject's id. Personal parts are envelopes. */
public record ProfileRow(SubjectId subjectId, ProfileDetails details) {}
