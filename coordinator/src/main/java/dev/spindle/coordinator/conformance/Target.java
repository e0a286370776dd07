package dev.spindle.coordinator.conformance;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is checked.
 *
 * @param command starts the worker: a program and its arguments
 * @param framing in which it is spoken to, and is to answer
 * @param timeout how long one check may take, the start of its worker included
 * @param task of the job that checks run which need just any; null for {@code echo} or what the worker announces first
 * @param input of that job
 */
public record Target(
        List<String> command,
        Framing framing,
        Duration timeout,
        @Nullable String task,
        RawJson input) {}
