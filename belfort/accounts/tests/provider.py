"""A stub identity provider on the loopback address, and a browser that visits it.

It speaks the authorization code flow with PKCE: discovery, authorize, token with a
signed id token, userinfo and keys. What it answers is set per test.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "belfort-test", "a secret of the stub"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CODE = "the-code"


class Provider:
    """The stub: ``claims`` is who signs in, ``faults`` what goes wrong."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.token_claims: dict[str, Any] = {}
        self.error = ""
        self.leave_out_token = False
        self.asked: list[str] = []
        self.authorize_query: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def settings(self) -> dict[str, Any]:
        """allauth's settings for this provider."""
        return {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "oidc",
                        "name": "Stadslogin",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {"server_url": self.issuer},
                    }
                ],
            }
        }

    def sign_in(self, browser: Any, **query: str) -> Any:
        """Follow the way there and back as a browser does; the last response."""
        begin = browser.get("/account/oidc/login/", {"process": "login", **query})
        assert begin.status_code == 302, begin.content
        way = urlsplit(begin["Location"])
        self.authorize_query = {k: v[0] for k, v in parse_qs(way.query).items()}
        back = {"state": self.authorize_query["state"]}
        back |= {"error": self.error} if self.error else {"code": CODE}
        return browser.get(f"/account/oidc/login/callback/?{urlencode(back)}")

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, form: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        """Check the code and its verifier, and answer with a signed token."""
        given = {name: values[0] for name, values in form.items()}
        verifier = given.get("code_verifier", "")
        hashed = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
        right = (
            given.get("code") == CODE
            and given.get("client_secret") == SECRET
            and challenge == self.authorize_query.get("code_challenge")
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        moment = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 60,
            "sub": self.claims.get("sub"),
            **self.token_claims,
        }
        answer = {"access_token": "access", "token_type": "Bearer"}
        if not self.leave_out_token:
            answer["id_token"] = jwt.encode(
                claims, KEY, algorithm="RS256", headers={"kid": "stub"}
            )
        return 200, answer

    def keys(self) -> dict[str, Any]:
        key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "stub", "alg": "RS256", "use": "sig"}]}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self, content: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            pages = {
                "/.well-known/openid-configuration": provider.discovery,
                "/userinfo": lambda: provider.claims,
                "/keys": provider.keys,
            }
            if path in pages:
                self.answer(pages[path]())
            else:
                self.answer({}, 404)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            length = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(length).decode())
            status, content = provider.token(form)
            self.answer(content, status)

        def log_message(self, *args: Any) -> None:
            """Say nothing: the tests read what was asked."""

    return Handler
