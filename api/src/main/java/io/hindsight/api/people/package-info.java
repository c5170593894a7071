/** Users: profiles, history, features. */
@NullMarked
package io.hindsight.api.people;

import org.jspecify.annotations.NullMarked;
