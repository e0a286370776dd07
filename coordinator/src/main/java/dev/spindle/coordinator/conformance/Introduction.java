package dev.spindle.coordinator.conformance;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the worker says of itself, and may be asked for because of it. */
record Introduction(WorkerInfo info) {
    /** From its answer to {@code initialize}. */
    static Introduction of(RawJson result) throws NotMet {
        Map<String, RawJson> members =
                Wording.members(result, "protocolVersion", "name", "processId", "tasks", "capabilities");
        String came = "this came: " + Visible.of(result.toString());
        if (Wording.integer(members.get("protocolVersion"), -1) != Message.PROTOCOL_VERSION) {
            throw new NotMet("\"protocolVersion\":" + Message.PROTOCOL_VERSION + " in the answer to initialize", came);
        }
        if (!begins(members, "name", "\"")) {
            throw new NotMet("a string \"name\" in the answer to initialize", came);
        }
        RawJson processId = members.get("processId");
        if (processId != null && Wording.integer(processId, -1) < 0) {
            throw new NotMet("an integer \"processId\", or none, in the answer to initialize", came);
        }
        if (!areTasks(members.get("tasks"))) {
            throw new NotMet("an array \"tasks\" of objects with a string \"name\" each", came);
        }
        if (members.containsKey("capabilities") && !begins(members, "capabilities", "{")) {
            throw new NotMet("an object \"capabilities\", or none, in the answer to initialize", came);
        }
        return new Introduction(read(result, came));
    }

    private static WorkerInfo read(RawJson result, String came) throws NotMet {
        try {
            return MessageReader.workerInfo(result);
        } catch (MessageException e) {
            throw new NotMet("an answer to initialize as the protocol has it", came + " (" + e.getMessage() + ")");
        }
    }

    private static boolean areTasks(@Nullable RawJson value) {
        return value != null
                && Wording.value(value) instanceof List<?> tasks
                && tasks.stream()
                        .allMatch(each -> each instanceof Map<?, ?> task
                                && task.get("name") instanceof String name
                                && !name.isEmpty());
    }

    private static boolean begins(Map<String, RawJson> members, String name, String beginning) {
        RawJson value = members.get(name);
        return value != null && value.toString().startsWith(beginning);
    }

    boolean has(String capability) {
        return info.capabilities().contains(capability);
    }

    void needs(String capability) throws NotTried {
        if (!has(capability)) {
            throw new NotTried("the worker does not announce the capability " + capability);
        }
    }

    boolean knows(String task) {
        return info.tasks().stream().anyMatch(each -> each.name().equals(task));
    }

    /** The first of {@code tasks} that the worker announces. */
    String task(String... tasks) throws NotTried {
        for (String task : tasks) {
            if (knows(task)) {
                return task;
            }
        }
        throw new NotTried("the worker announces no task " + String.join(" or ", tasks));
    }

    /** The params of a job that may end in any way. */
    String anyJob() throws NotTried {
        if (info.tasks().isEmpty()) {
            throw new NotTried("the worker announces no task");
        }
        return knows("echo")
                ? Wording.runParams("echo", "\"kit\"")
                : Wording.runParams(info.tasks().get(0).name(), "null");
    }
}
