package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.conformance.Heard.Said;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the worker was asked and has not answered yet, and with that what it may say now. */
final class Ledger {
    private final Set<String> unanswered = new LinkedHashSet<>();
    private int beats;
    private int progress;

    void asked(long id) {
        unanswered.add(Long.toString(id));
    }

    /** What was heard, which is to be a message, and one that may come now unless it is a response. */
    Said message(Heard heard) throws NotMet {
        if (heard instanceof Heard.Noise noise) {
            String came = noise.text().isEmpty() ? noise.why() : noise.text() + " (" + noise.why() + ")";
            throw new NotMet("nothing but messages on stdout", "this came: " + came);
        }
        Said said = (Said) heard;
        Wording.checkEnvelope(said);
        if (!said.isResponse() && !said.isRequest()) {
            count(said);
        }
        return said;
    }

    private void count(Said notification) throws NotMet {
        String method = String.valueOf(notification.member("method"));
        if (method.equals("\"$/heartbeat\"")) {
            beats++;
        } else if (method.equals("\"$/progress\"") || method.equals("\"$/output\"")) {
            progress += method.equals("\"$/progress\"") ? 1 : 0;
            Iterator<String> oldest = unanswered.iterator();
            if (!oldest.hasNext() || !oldest.next().equals(Wording.token(notification))) {
                throw new NotMet("the id of the running job as the token", "this came: " + notification.text());
            }
        }
    }

    /** That a response, if it is one, is the first to a request. */
    void answered(Said said) throws NotMet {
        if (said.isResponse() && !unanswered.remove(String.valueOf(said.member("id")))) {
            unasked(said);
        }
    }

    /** That it is no response. */
    void unasked(Said said) throws NotMet {
        if (said.isResponse()) {
            throw new NotMet("exactly one answer to each request", "this came unasked: " + said.text());
        }
    }

    /** How many heartbeats came. */
    int beats() {
        return beats;
    }

    /** How many times a job told of its progress. */
    int progress() {
        return progress;
    }
}
